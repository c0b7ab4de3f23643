import { DocumentRefused } from './document-refused.ts'
import { type Node, readObject, type Value } from './schema/read.ts'
import { inOneSpelling } from './schema/scalar.ts'
import type { DocumentType } from './schema/types.ts'

const isObject = (json: unknown): json is Value => typeof json === 'object' && json !== null && !Array.isArray(json)

const jsonNode = (name: string, json: unknown): Node => ({
  name,
  scalar: (type) => inOneSpelling(type, json),
  members: (member, isList) => {
    if (!isObject(json)) return undefined
    const found = Object.hasOwn(json, member) ? json[member] : undefined
    // What has no value is left out; a null says the same.
    if (found === undefined || found === null) return []
    if (!isList) return [jsonNode(member, found)]
    if (!Array.isArray(found)) throw new DocumentRefused('wrongValue', `${member} is not a list`)
    return found.map((item) => jsonNode(member, item))
  },
})

/**
 * The object itself, whether it comes alone or under the name of the document. A list without that name begins with a
 * member of the same name: `images` holding `total` and `images`, or holding `image`.
 */
const withoutName = ({ name, otherNames, type }: DocumentType, json: Value): unknown => {
  const [only = '', ...others] = Object.keys(json)
  const under = json[only]
  if (others.length > 0 || !isObject(under)) return json
  const isName = [name, ...otherNames].includes(only)
  const member = type.members.get(only)?.type
  if (!isName && !member) throw new DocumentRefused('wrongRoot', `expected ${name}, not another document`)
  const isWrapper = member?.kind === 'object' && [...member.members.keys()].some((item) => Object.hasOwn(under, item))
  return !isName || isWrapper ? json : under
}

/** The value as its document type has it, or a refusal. */
export const readJsonValue = ({ name, type }: DocumentType, value: unknown): Value =>
  readObject(type, jsonNode(name, value))

/** Reads parsed JSON, with the name of the document around it or without. */
export const readJson = (documentType: DocumentType, json: unknown): Value => {
  if (!isObject(json)) throw new DocumentRefused('wrongRoot', `expected a JSON object: ${documentType.name}`)
  return readJsonValue(documentType, withoutName(documentType, json))
}
