import {
  type ImageSchema,
  type ImagesSchema,
  type MemberSchema,
  type MembersSchema,
  type OpenApiDocument,
  openapiDocument,
  type TaskSchema,
  type TasksSchema,
} from '@vitrine/api-types'

/**
 * The JSON Schema documents that clients read to learn what an image has, or a member. They are made from the spec: `x-is-base:
 * false` becomes the `is_base: false` that tells clients to treat a property as a custom one, and what has
 * `x-in-schema-document: false` is left out. Attributes are described as answers have them, with the limits that they
 * have when they are set.
 */
export function imageSchemaOf(document: OpenApiDocument): ImageSchema {
  const shown = propertiesOf('Image', document)
  const settable = propertiesOf('ImageCreate', document)
  const custom = Object.keys(settable).filter((name) => settable[name]?.is_base === false)
  const names = new Set([...Object.keys(shown), ...custom])
  return {
    name: 'image',
    properties: Object.fromEntries([...names].map((name) => [name, { ...settable[name], ...shown[name] }])),
    additionalProperties: { type: 'string' },
    links: [
      { rel: 'self', href: '{self}' },
      { rel: 'enclosure', href: '{file}' },
      { rel: 'describedby', href: '{schema}' },
    ],
  }
}

export function imagesSchemaOf(imageSchema: ImageSchema): ImagesSchema {
  return {
    name: 'images',
    properties: {
      images: { type: 'array', items: imageSchema },
      first: { type: 'string' },
      next: { type: 'string' },
      schema: { type: 'string' },
    },
    links: [
      { rel: 'first', href: '{first}' },
      { rel: 'next', href: '{next}' },
      { rel: 'describedby', href: '{schema}' },
    ],
  }
}

export const memberSchema: MemberSchema = {
  name: 'member',
  properties: propertiesOf('Member') as MemberSchema['properties'],
}

export const membersSchema: MembersSchema = {
  name: 'members',
  properties: {
    members: { type: 'array', items: memberSchema },
    schema: { type: 'string' },
  },
  links: [{ rel: 'describedby', href: '{schema}' }],
}

export const taskSchema: TaskSchema = {
  name: 'task',
  properties: propertiesOf('Task'),
}

export const tasksSchema: TasksSchema = {
  name: 'tasks',
  properties: {
    tasks: { type: 'array', items: { name: 'task', properties: propertiesOf('TaskSummary') } },
    schema: { type: 'string' },
  },
  links: [{ rel: 'describedby', href: '{schema}' }],
}

type Json = null | boolean | number | string | Json[] | JsonObject
interface JsonObject {
  [name: string]: Json
}

/** Own ones first, then those of the schemas that it is made of. */
function propertiesOf(schema: string, document: OpenApiDocument = openapiDocument): Record<string, JsonObject> {
  const { allOf = [], properties = {} } = plain({ $ref: `#/components/schemas/${schema}` }, document) as {
    allOf?: Array<{ properties?: Record<string, JsonObject> }>
    properties?: Record<string, JsonObject>
  }
  const all = { ...properties }
  for (const part of allOf) {
    for (const [name, more] of Object.entries(part.properties ?? {})) all[name] = { ...all[name], ...more }
  }
  return all
}

/** The schema with references replaced by what they name, and without extensions of OpenAPI. */
function plain(schema: Json, document: OpenApiDocument): Json {
  if (Array.isArray(schema)) return schema.map((item) => plain(item, document))
  if (typeof schema !== 'object' || schema === null) return schema
  const { $ref, ...own } = schema
  const base = typeof $ref === 'string' ? (plain(lookUp($ref, document), document) as JsonObject) : {}
  const entries = Object.entries(own).flatMap(([keyword, value]): Array<[string, Json]> => {
    if (keyword === 'x-is-base') return [['is_base', value]]
    return keyword.startsWith('x-') || isUnlisted(value) ? [] : [[keyword, plain(value, document)]]
  })
  return { ...base, ...Object.fromEntries(entries) }
}

function isUnlisted(schema: Json): boolean {
  return typeof schema === 'object' && schema !== null && 'x-in-schema-document' in schema
}

function lookUp(pointer: string, document: OpenApiDocument): Json {
  const names = pointer.replace(/^#\//, '').split('/')
  return names.reduce<Json>((node, name) => (node as JsonObject)[name] ?? null, document as unknown as Json)
}
