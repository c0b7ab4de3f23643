import { customiseDocument, type DocumentSettings, PropertySchemaError } from '@vitrine/server'
import { readSettingFile } from './setting-file.ts'
import { ConfigError, list, type Sourced } from './setting-values.ts'

export type ApiDocument = ReturnType<typeof customiseDocument>

/** The API as an operator wants images to be. Throws `ConfigError` with setting or file, property and reason. */
export function readApiDocument(settings: {
  readonly diskFormats: Sourced
  readonly containerFormats: Sourced
  readonly schemaProperties: Sourced
}): ApiDocument {
  const { schemaProperties: file } = settings
  try {
    return customiseDocument({
      diskFormats: readFormats(settings.diskFormats),
      containerFormats: readFormats(settings.containerFormats),
      properties: file.text === '' ? {} : readSchemas(file),
    })
  } catch (error) {
    if (!(error instanceof PropertySchemaError)) throw error
    throw new ConfigError(`${file.text}: property '${error.property}': ${error.message}`, { cause: error })
  }
}

function readFormats(setting: Sourced): DocumentSettings['diskFormats'] {
  if (setting.text === '') return undefined
  const formats = list(setting)
  if (formats.length > 0 && formats.every((format) => /^\S+$/.test(format))) return formats
  throw new ConfigError(`${setting.origin} must be names of formats with commas between them, not '${setting.text}'`)
}

function readSchemas(file: Sourced): NonNullable<DocumentSettings['properties']> {
  const content = parseJson(file)
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return { ...content }
  throw new ConfigError(`${file.text} must hold one JSON object: the schema of each property under its name`)
}

function parseJson(file: Sourced): unknown {
  const content = readSettingFile(file)
  try {
    return JSON.parse(content)
  } catch (error) {
    throw new ConfigError(`${file.text} is no JSON: ${error instanceof Error ? error.message : error}`)
  }
}
