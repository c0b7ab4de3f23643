import type { UForgeImageFormat, UForgeTargetFormat } from '@vitrine/api-types'

/** What users have machine images generated in. */
export interface NamedFormat {
  readonly id: number
  readonly name: string
  /** As clients know it, who refuse any other word. */
  readonly primitive: UForgeImageFormat['name']
}

const ACCESS = { access: true, active: true, preselected: false } as const

/** Each target format has a primitive one of its own. */
export function toImageFormat({ id, primitive }: NamedFormat): UForgeImageFormat {
  return { dbId: id, name: primitive, ...ACCESS }
}

export function toTargetFormat(format: NamedFormat): UForgeTargetFormat {
  const { id, name } = format
  return {
    dbId: id,
    name,
    format: toImageFormat(format),
    category: { dbId: 1, name: 'Virtual', type: 'IMAGEFORMAT' },
    type: 'virtual',
    ...ACCESS,
  }
}
