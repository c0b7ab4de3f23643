import { XmlElement, XmlText } from '@rgrove/parse-xml'
import { DocumentRefused } from '../document-refused.ts'

/** An element, its name resolved. Attributes say nothing here. */
export interface Element {
  name: string
  namespace: string
  text: string
  children: Element[]
  line: number
}

/** Documents of the spec are six deep; each level costs a frame of the stack. */
const MAX_DEPTH = 32

export const tooDeep = (line?: number) =>
  new DocumentRefused('tooDeep', `elements are nested more than ${MAX_DEPTH} deep`, line)

/** Namespaces by prefix. An element's inherit from those around it, so that many declarations cost no more than their length. */
type Scope = Record<string, string>

const OUTERMOST: Scope = Object.assign(Object.create(null), { '': '', xml: 'http://www.w3.org/XML/1998/namespace' })

const scopeOf = (attributes: Record<string, string>, around: Scope): Scope => {
  const declared = Object.entries(attributes).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
  if (declared.length === 0) return around
  const prefixes = declared.map(([name, namespace]) => [name.slice('xmlns:'.length), namespace])
  return Object.assign(Object.create(around), Object.fromEntries(prefixes))
}

const qualify = (element: XmlElement, scope: Scope, line: number) => {
  const [name = '', prefix = '', ...more] = element.name.split(':').reverse()
  const namespace = scope[prefix]
  if (name && namespace !== undefined && more.length === 0) return { name, namespace }
  throw new DocumentRefused('malformed', 'the prefix of an element stands for no namespace', line)
}

/** Tells the line of offsets that never go back, in one pass over the text. */
export const createLineCounter = (text: string) => {
  let line = 1
  let next = text.indexOf('\n')
  return (offset: number): number => {
    for (; next >= 0 && next < offset; next = text.indexOf('\n', next + 1)) line += 1
    return line
  }
}

export const resolveNames = (lineAt: (offset: number) => number) => {
  const resolve = (element: XmlElement, around = OUTERMOST, depth = 1): Element => {
    const line = lineAt(element.start)
    if (depth > MAX_DEPTH) throw tooDeep(line)
    const scope = scopeOf(element.attributes, around)
    const { children } = element
    return {
      ...qualify(element, scope, line),
      text: children.map((child) => (child instanceof XmlText ? child.text : '')).join(''),
      children: children.flatMap((child) => (child instanceof XmlElement ? [resolve(child, scope, depth + 1)] : [])),
      line,
    }
  }
  return resolve
}
