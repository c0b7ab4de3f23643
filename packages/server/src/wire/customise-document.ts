import { type OpenApiDocument, openapiDocument } from '@vitrine/api-types'
import { readPropertySchema } from './property-schema.ts'

/** What an operator may say of images. */
export interface DocumentSettings {
  /** Those that an image can be given, besides none; undefined: the published ones. */
  readonly diskFormats?: readonly string[] | undefined
  readonly containerFormats?: readonly string[] | undefined
  /** Schemas of custom properties by their names, in place of published ones or beside them. */
  readonly properties?: Readonly<Record<string, unknown>>
}

type Schema = Readonly<Record<string, unknown>>

/**
 * The API document of a service with such settings. They limit what can be set, never what is shown: images keep
 * formats and properties that could be set once. Throws `PropertySchemaError`.
 */
export function customiseDocument({
  diskFormats,
  containerFormats,
  properties = {},
}: DocumentSettings): OpenApiDocument {
  const published = openapiDocument.components.schemas as Readonly<Record<string, Schema>>
  const own = Object.entries(properties).map(
    ([name, schema]) => [name, { ...readPropertySchema(name, schema), 'x-is-base': false }] as const,
  )
  const schemas = {
    ...published,
    DiskFormat: withFormats(published.DiskFormat, diskFormats),
    ContainerFormat: withFormats(published.ContainerFormat, containerFormats),
    CommonProperties: withoutProperties(published.CommonProperties, new Set(own.map(([name]) => name))),
    CommonPropertyLimits: withProperties(published.CommonPropertyLimits, own),
  }
  return { ...openapiDocument, components: { ...openapiDocument.components, schemas } }
}

function withFormats(schema: Schema | undefined, formats: readonly string[] | undefined): Schema {
  return { ...schema, ...(formats && { enum: [null, ...new Set(formats)] }) }
}

function withoutProperties(schema: Schema | undefined, names: ReadonlySet<string>): Schema {
  const kept = Object.entries(schema?.properties ?? {}).filter(([name]) => !names.has(name))
  return { ...schema, properties: Object.fromEntries(kept) }
}

function withProperties(schema: Schema | undefined, own: ReadonlyArray<readonly [string, Schema]>): Schema {
  return { ...schema, properties: Object.fromEntries([...Object.entries(schema?.properties ?? {}), ...own]) }
}
