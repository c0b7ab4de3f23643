import { assertSettable, isBaseAttribute, Problem } from '@vitrine/core'
import { headerText } from '../http/header-text.ts'
import { parametersOf } from '../http/spec-parameters.ts'

/** What the headers of a request say of an image: texts by the names of the API, which nobody has looked into yet. */
export interface ImageHeaders {
  readonly fields: ReadonlyMap<string, string>
  /** Null where the header is empty. */
  readonly properties: ReadonlyMap<string, string | null>
}

const META = 'x-image-meta-'
const PROPERTY = 'property_'

/** Of the operations that take headers of an image, those that the spec lists. */
const FIELDS = { createImageV1: fieldsOf('createImageV1'), updateImageV1: fieldsOf('updateImageV1') }

/** Refuses what begins like a header of an image and is none: a field that is misspelt would be lost without a word. */
export function readImageHeaders(
  headers: Readonly<Record<string, string | undefined>>,
  operation: keyof typeof FIELDS,
): ImageHeaders {
  const fields = new Map<string, string>()
  const properties = new Map<string, string | null>()
  for (const [header, value = ''] of Object.entries(headers)) {
    if (!header.startsWith(META)) continue
    const name = fieldName(header)
    const text = headerText(value, header)
    if (name.startsWith(PROPERTY)) add(properties, customName(name.slice(PROPERTY.length)), text || null, header)
    else if (FIELDS[operation].has(name)) add(fields, name, text, header)
    else throw invalid(`There is no header '${header}': custom properties are called '${META}property-…'`)
  }
  return { fields, properties }
}

function fieldsOf(operation: 'createImageV1' | 'updateImageV1'): ReadonlySet<string> {
  const names = parametersOf(operation).flatMap(({ name }) => (name.startsWith(META) ? fieldName(name) : []))
  return new Set(names)
}

/** Node has the names of headers in lower case. */
function fieldName(header: string): string {
  return header.slice(META.length).replaceAll('-', '_')
}

/** Which of two values a proxy in between has looked at is anybody's guess. */
function add<T>(all: Map<string, T>, name: string, value: T, header: string): void {
  if (all.has(name)) throw invalid(`Header '${header}' is given twice, in two spellings`)
  all.set(name, value)
}

/** What only the server writes, and what has a header or an operation of its own, is no custom property (fault S11). */
function customName(name: string): string {
  assertSettable(name)
  if (name !== 'id' && !isBaseAttribute(name)) return name
  throw new Problem('attributeReserved', `'${name}' is an attribute, and cannot be set as a custom property`)
}

function invalid(message: string): Problem {
  return new Problem('attributeInvalid', message)
}
