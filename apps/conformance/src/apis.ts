import type { Operation } from './spec.ts'

/** The published APIs, as reports call them. */
export type Api = 'Image API v2' | 'Image API v1' | 'Identity API' | 'UForge'

/** Which of them an operation belongs to; extensions of version 2 count for that. */
export const apiOf = ({ tag }: Pick<Operation, 'tag'>): Api => {
  if (tag.startsWith('UForge')) return 'UForge'
  if (tag === 'Identity') return 'Identity API'
  return tag.endsWith(' v1') ? 'Image API v1' : 'Image API v2'
}
