import { DocumentRefused } from '../document-refused.ts'
import { type Node, readObject, type Value } from '../schema/read.ts'
import type { DocumentType } from '../schema/types.ts'
import type { Element } from './element.ts'
import { parseXml } from './parse.ts'

/** Elements in the namespace of the document, or in none, count: clients write either. */
const xmlNode = ({ name, text, children, line }: Element, namespace: string): Node => {
  const own = Map.groupBy(
    children.filter((child) => child.namespace === '' || child.namespace === namespace),
    (child) => child.name,
  )
  return {
    name,
    line,
    scalar: (type) => (children.length === 0 ? type.read(text) : undefined),
    members: (member) =>
      text.trim() === '' ? (own.get(member) ?? []).map((child) => xmlNode(child, namespace)) : undefined,
  }
}

export const readXml = (documentType: DocumentType, bytes: Uint8Array, maxBytes: number): Value => {
  const { name, otherNames, namespace, type } = documentType
  const root = parseXml(bytes, maxBytes)
  if (![name, ...otherNames].includes(root.name) || (root.namespace !== '' && root.namespace !== namespace)) {
    throw new DocumentRefused('wrongRoot', `the outermost element is not ${name}`, root.line)
  }
  return readObject(type, xmlNode(root, namespace))
}
