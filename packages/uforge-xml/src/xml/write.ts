import type { Value } from '../schema/read.ts'
import type { DocumentType, ObjectType } from '../schema/types.ts'
import { escapeXml } from './escape.ts'

const writeMembers = ({ members }: ObjectType, value: Value): string =>
  [...members]
    .flatMap(([name, { type }]) =>
      [value[name] ?? []].flat().map((item) => {
        const content = type.kind === 'object' ? writeMembers(type, item as Value) : escapeXml(String(item))
        return `<${name}>${content}</${name}>`
      }),
    )
    .join('')

/** Only the outermost element is in the namespace, so it has a prefix: a default namespace would take in the others. */
export const writeXml = ({ name, namespace, prefix, type }: DocumentType, value: Value): string =>
  `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n` +
  `<${prefix}:${name} xmlns:${prefix}="${escapeXml(namespace)}">${writeMembers(type, value)}</${prefix}:${name}>`
