import type { ImageCreate, ImagePatch } from '@vitrine/api-types'

/** What to do to an image, where a patch would say how. */
export interface ImageChanges {
  /** New values of attributes and custom properties, whether they are there already or not. */
  readonly set?: ImageCreate & { readonly [property: string]: unknown }
  /** Custom properties to remove; one that is not there is a conflict. */
  readonly remove?: readonly string[]
}

export function toPatch({ set = {}, remove = [] }: ImageChanges): ImagePatch {
  return [
    ...remove.map((name) => ({ op: 'remove', path: pathOf(name) })),
    // In this dialect `add` replaces what is there; `replace` would refuse what is not.
    ...Object.entries(set)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => ({ op: 'add', path: pathOf(name), value })),
  ]
}

const pathOf = (name: string) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
