import { DocumentRefused } from '../document-refused.ts'
import type { Scalar, ScalarValue } from './scalar.ts'
import type { ObjectType, Type } from './types.ts'

/** A place in a document, whatever it is written in. */
export interface Node {
  name: string
  line?: number
  /** The value here; undefined when there is no such value. */
  scalar(type: Scalar): ScalarValue | undefined
  /** What stands here under a name; undefined when nothing can, because this is a value. */
  members(name: string, isList: boolean): Node[] | undefined
}

export type Value = { [name: string]: unknown }

const refuse = (node: Node, message: string) => new DocumentRefused('wrongValue', message, node.line)

/**
 * What a document says, as its type has it: members in the order of the spec, lists there even when they are empty, each
 * value in its one spelling. What the type does not know is passed over.
 */
export const readObject = (type: ObjectType, node: Node): Value => {
  const value: Value = {}
  for (const [name, { type: memberType, isList, isRequired }] of type.members) {
    const nodes = node.members(name, isList)
    if (!nodes) throw refuse(node, `${node.name} has members, not a value`)
    const found = nodes.map((member) => readValue(memberType, member))
    if (isList) value[name] = found
    else if (found.length === 1) value[name] = found[0]
    else if (found.length > 1) throw refuse(node, `${node.name} has more than one ${name}`)
    else if (isRequired) throw refuse(node, `${node.name} lacks ${name}`)
  }
  return value
}

const readValue = (type: Type, node: Node): unknown => {
  if (type.kind === 'object') return readObject(type, node)
  const value = node.scalar(type)
  if (value === undefined) throw refuse(node, `${node.name} is not ${type.expects}`)
  return value
}
