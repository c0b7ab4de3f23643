import { readJson, readJsonValue } from './json.ts'
import type { Value } from './schema/read.ts'
import type { Scalar } from './schema/scalar.ts'
import { createTypes, type SpecDocument } from './schema/types.ts'
import { readXml } from './xml/read.ts'
import { writeXml } from './xml/write.ts'

/**
 * Documents of the API in both of its representations, which say the same. Names are those of schemas in the spec.
 * Reading gives what the schema says or throws `DocumentRefused`; writing throws a `TypeError` for a value that the schema
 * does not have.
 */
export interface XmlCodec<Schemas> {
  toXml<Name extends keyof Schemas & string>(name: Name, value: Schemas[Name]): string
  fromXml<Name extends keyof Schemas & string>(name: Name, bytes: Uint8Array): Schemas[Name]
  /** The object under the name of the document, as JSON has it. */
  toJson<Name extends keyof Schemas & string>(name: Name, value: Schemas[Name]): Record<string, unknown>
  /** Reads parsed JSON, with the name of the document around it or without. */
  fromJson<Name extends keyof Schemas & string>(name: Name, json: unknown): Schemas[Name]
  /** The members that have one value: what a list can be filtered and ordered by. */
  fields(name: keyof Schemas & string): ReadonlyMap<string, Scalar>
}

const MEGABYTE = 1024 * 1024

/** Longer documents than `maxBytes` are refused unread. */
export const createXmlCodec = <Schemas>(document: SpecDocument, { maxBytes = MEGABYTE } = {}): XmlCodec<Schemas> => {
  const { documentType } = createTypes(document)

  // Our own values pass the same gate as those of others, so that nothing leaves that could not be read again.
  const checked = (name: string, value: unknown): Value => {
    try {
      return readJsonValue(documentType(name), value)
    } catch (cause) {
      throw new TypeError(`cannot write ${name}: ${(cause as Error).message}`, { cause })
    }
  }

  return {
    toXml: (name, value) => writeXml(documentType(name), checked(name, value)),
    fromXml: (name, bytes) => readXml(documentType(name), bytes, maxBytes) as never,
    toJson: (name, value) => ({ [documentType(name).name]: checked(name, value) }),
    fromJson: (name, json) => readJson(documentType(name), json) as never,
    fields: (name) => {
      const members = [...documentType(name).type.members]
      return new Map(
        members.flatMap(([field, { type }]): [string, Scalar][] => (type.kind === 'scalar' ? [[field, type]] : [])),
      )
    },
  }
}
