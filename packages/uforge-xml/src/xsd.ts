import type { Scalar } from './schema/scalar.ts'
import { createTypes, type DocumentType, type Member, type ObjectType, type SpecDocument } from './schema/types.ts'
import { escapeXml } from './xml/escape.ts'

const restriction = (words: readonly string[]) => {
  const values = words.map((word) => `<xs:enumeration value="${escapeXml(word)}"/>`).join('')
  return `<xs:simpleType><xs:restriction base="xs:string">${values}</xs:restriction></xs:simpleType>`
}

const scalarElement = (start: string, { xsd, words }: Scalar) =>
  words ? `${start}>${restriction(words)}</xs:element>` : `${start} type="xs:${xsd}"/>`

/** Whatever the spec requires of an answer, no element has to be there: so says the published schema. */
const element = ([name, { type, isList }]: [string, Member]): string => {
  const start = `<xs:element name="${name}" minOccurs="0"${isList ? ' maxOccurs="unbounded"' : ''}`
  if (type.kind === 'scalar') return scalarElement(start, type)
  return type.name ? `${start} type="${type.name}"/>` : `${start}>${complexType(type)}</xs:element>`
}

const complexType = ({ name, members }: ObjectType) => {
  const start = name ? `<xs:complexType name="${name}">` : '<xs:complexType>'
  return `${start}<xs:sequence>${[...members].map(element).join('')}</xs:sequence></xs:complexType>`
}

const namedTypes = (type: ObjectType): ObjectType[] => [
  ...(type.name ? [type] : []),
  ...[...type.members.values()].flatMap((member) => (member.type.kind === 'object' ? namedTypes(member.type) : [])),
]

/** One document type for each name. A request has a part of what its resource has, so the larger stands for both. */
const byName = (documents: DocumentType[]) =>
  new Map(
    documents.sort((a, b) => a.type.members.size - b.type.members.size).map((document) => [document.name, document]),
  )

/** An XML Schema for the documents of the spec, to hold answers against. */
export const xsdOf = (document: SpecDocument): string => {
  const { documents, documentType } = createTypes(document)
  const roots = [...byName(documents.map(documentType)).values()]
  const namespace = escapeXml(roots[0]?.namespace ?? '')
  const types = new Set(roots.flatMap(({ type }) => namedTypes(type)))
  return [
    `<?xml version="1.0" encoding="utf-8"?>`,
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${namespace}" targetNamespace="${namespace}">`,
    ...roots.map(({ name, type }) => `<xs:element name="${name}" type="${type.name}"/>`),
    ...[...types].map(complexType),
    '</xs:schema>',
    '',
  ].join('\n')
}
