import {
  type ImageSchema,
  type ImagesSchema,
  type MemberSchema,
  type MembersSchema,
  openapiDocument,
} from '@vitrine/api-types'

/**
 * The JSON Schema documents that clients read to learn what an image has, or a member. They are made from the spec: `x-is-base:
 * false` becomes the `is_base: false` that tells clients to treat a property as a custom one, and what has
 * `x-in-schema-document: false` is left out.
 */
export const imageSchema: ImageSchema = {
  name: 'image',
  properties: propertiesOf('Image') as ImageSchema['properties'],
  additionalProperties: { type: 'string' },
  links: [
    { rel: 'self', href: '{self}' },
    { rel: 'enclosure', href: '{file}' },
    { rel: 'describedby', href: '{schema}' },
  ],
}

export const imagesSchema: ImagesSchema = {
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

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

function propertiesOf(schema: string): { [name: string]: Json } {
  const { allOf = [], properties = {} } = plain({ $ref: `#/components/schemas/${schema}` }) as {
    allOf?: Array<{ properties?: { [name: string]: Json } }>
    properties?: { [name: string]: Json }
  }
  return Object.assign({}, ...allOf.map((part) => part.properties), properties)
}

/** The schema with references replaced by what they name, and without extensions of OpenAPI. */
function plain(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(plain)
  if (typeof schema !== 'object' || schema === null) return schema
  const { $ref, ...own } = schema
  const base = typeof $ref === 'string' ? (plain(lookUp($ref)) as { [name: string]: Json }) : {}
  const entries = Object.entries(own).flatMap(([keyword, value]): Array<[string, Json]> => {
    if (keyword === 'x-is-base') return [['is_base', value]]
    return keyword.startsWith('x-') || isUnlisted(value) ? [] : [[keyword, plain(value)]]
  })
  return { ...base, ...Object.fromEntries(entries) }
}

function isUnlisted(schema: Json): boolean {
  return typeof schema === 'object' && schema !== null && 'x-in-schema-document' in schema
}

function lookUp(pointer: string): Json {
  const names = pointer.replace(/^#\//, '').split('/')
  return names.reduce<Json>(
    (node, name) => (node as { [name: string]: Json })[name] ?? null,
    openapiDocument as unknown as Json,
  )
}
