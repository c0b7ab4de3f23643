import { type Scalar, scalarOf } from './scalar.ts'

/** The part of an OpenAPI document that is read: `components.schemas`. */
export interface SpecDocument {
  components: Record<string, Record<string, unknown>>
}

export interface ObjectType {
  kind: 'object'
  /** The name of its schema, where it has one. */
  name?: string
  /** In the order of the spec, which is that of the XML: what is inherited comes first. */
  members: ReadonlyMap<string, Member>
}

export interface Member {
  type: Type
  isList: boolean
  isRequired: boolean
}

export type Type = Scalar | ObjectType

/** A type that is a document of its own, and what its outermost element is called. */
export interface DocumentType {
  name: string
  /** What else clients call it. */
  otherNames: string[]
  namespace: string
  prefix: string
  type: ObjectType
}

interface Schema {
  $ref?: string
  type?: string
  format?: string
  enum?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  allOf?: Schema[]
  required?: string[]
  'x-other-names'?: string[]
  xml?: { name: string; namespace?: string; prefix: string }
}

export interface Types {
  /** Names of the schemas that are documents: those with a namespace. */
  documents: string[]
  documentType(schemaName: string): DocumentType
}

/** The schemas of the document as types: the only list of elements, and of their order, that there is. */
export const createTypes = (document: SpecDocument): Types => {
  const schemas = (document.components.schemas ?? {}) as Record<string, Schema>
  const known = new Map<string, Type>()

  const schemaOf = (name: string): Schema => {
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined
    if (!schema) throw new Error(`the spec has no schema ${name}`)
    return schema
  }

  const named = (name: string): Type => {
    const type = known.get(name) ?? { ...typeOf(schemaOf(name)), name }
    known.set(name, type)
    return type
  }

  const typeOf = (schema: Schema): Type => {
    if (schema.$ref) return named(schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1))
    if (schema.type !== 'object') return scalarOf(schema)
    return { kind: 'object', members: new Map(membersOf(schema)) }
  }

  const membersOf = ({ allOf = [], properties = {}, required = [] }: Schema): [string, Member][] => {
    const inherited = allOf.map(typeOf).flatMap((base) => (base.kind === 'object' ? [...base.members] : []))
    const own = Object.entries(properties).map(([name, schema]): [string, Member] => [name, memberOf(schema)])
    return [...inherited, ...own].map(([name, member]) => [
      name,
      { ...member, isRequired: member.isRequired || required.includes(name) },
    ])
  }

  const memberOf = (schema: Schema): Member => ({
    type: typeOf(schema.items ?? schema),
    isList: schema.items !== undefined,
    isRequired: false,
  })

  return {
    documents: Object.keys(schemas).filter((name) => schemas[name]?.xml?.namespace),
    documentType: (schemaName) => {
      const { xml, 'x-other-names': otherNames = [] } = schemaOf(schemaName)
      const type = named(schemaName)
      if (!xml?.namespace || type.kind !== 'object') throw new Error(`${schemaName} is no document`)
      return { name: xml.name, otherNames, namespace: xml.namespace, prefix: xml.prefix, type }
    },
  }
}
