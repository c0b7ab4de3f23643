import { openapiDocument } from '@vitrine/api-types'
import {
  assertSettable,
  IMAGE_STATUSES,
  MEMBER_STATUSES,
  Problem,
  SORT_KEYS,
  TASK_STATUSES,
  TASK_TYPES,
  VISIBILITIES,
} from '@vitrine/core'
import { describe, expect, test } from 'vitest'

interface Schema {
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, { readonly readOnly?: boolean }>>
}
const schemas = openapiDocument.components.schemas as Readonly<Record<string, Schema>>
const namesOf = (schema: string) => Object.keys(schemas[schema]?.properties ?? {})

function refusalOf(name: string): string | undefined {
  try {
    assertSettable(name)
    return undefined
  } catch (error) {
    return error instanceof Problem ? error.code : String(error)
  }
}

describe('the domain and the spec have the same', () => {
  test('visibilities', () => {
    expect(new Set(schemas.Visibility?.enum)).toStrictEqual(new Set(VISIBILITIES))
  })

  test('statuses', () => {
    expect(new Set(schemas.ImageStatus?.enum)).toStrictEqual(new Set(IMAGE_STATUSES))
  })

  test('statuses of a member', () => {
    expect(schemas.MemberStatus?.enum).toStrictEqual([...MEMBER_STATUSES])
  })

  test('types and statuses of a task', () => {
    expect(schemas.TaskType?.enum).toStrictEqual([...TASK_TYPES])
    expect(schemas.TaskStatus?.enum).toStrictEqual([...TASK_STATUSES])
  })

  test('sort keys, as far as the spec has them: attributes of an image', () => {
    expect(namesOf('Image')).toEqual(expect.arrayContaining([...SORT_KEYS]))
  })

  test('attributes that only the server sets', () => {
    const readOnly = Object.entries(schemas.Image?.properties ?? {}).filter(([, schema]) => schema.readOnly)
    expect(readOnly.length).toBeGreaterThan(5)
    for (const [name] of readOnly) expect(refusalOf(name), name).toBe('attributeReadOnly')
    for (const name of namesOf('ServerProperties')) expect(refusalOf(name), name).toMatch(/^attributeRe/)
    for (const name of namesOf('ImageCreate')) expect(refusalOf(name), name).toBeUndefined()
  })
})
