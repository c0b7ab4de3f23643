import { readFileSync } from 'node:fs'
import { ConfigError, type Sourced } from './setting-values.ts'

/** What the file holds whose path is the setting. */
export function readSettingFile({ text: path, origin }: Sourced): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : error
    throw new ConfigError(`${origin}: ${path} cannot be read (${reason})`, { cause: error })
  }
}
