import { describe, expect, test } from 'vitest'
import { stub } from '../../test/builders.ts'
import type { ImageStore, ReadableStore } from '../ports/image-store.ts'
import { createStores } from './stores.ts'

const writable = (id: string) =>
  ({ id, weight: 0, properties: {}, readOnly: false, store: stub<ImageStore>({}) }) as const
const readable = (id: string) =>
  ({ id, weight: 0, properties: {}, readOnly: true, store: stub<ReadableStore>({}) }) as const

describe('stores', () => {
  test('have the first that takes data as default', () => {
    const stores = createStores([readable('web'), writable('fast'), writable('slow')])
    expect(stores.default.id).toBe('fast')
    expect(stores.writable().id).toBe('fast')
    expect(stores.writable('slow').id).toBe('slow')
    expect(stores.writableIds).toStrictEqual(['fast', 'slow'])
  })

  test('put no data where it is only read from, and say where else (R13)', () => {
    const stores = createStores([readable('web'), writable('fast'), writable('slow')])
    expect(() => stores.writable('web')).toThrow(`The store 'web' takes no data: use fast, slow`)
    for (const id of ['nowhere', 'toString', '']) {
      expect(() => stores.writable(id)).toThrow(`There is no store '${id}': use fast, slow`)
    }
  })

  test('are a choice when there are several, also when one of them takes no data', () => {
    expect(createStores([writable('file')]).several).toBe(false)
    expect(createStores([writable('file'), readable('web')]).several).toBe(true)
  })

  test('take part in a choice by their ids', () => {
    const stores = createStores([writable('file'), readable('web')])
    expect(() => stores.assertChoice('web')).not.toThrow()
    expect(() => stores.assertChoice('slow')).toThrow(`There is no store 'slow': use file, web`)
    expect(() => createStores([writable('file')]).assertChoice('file')).toThrow('there is no choice')
  })

  test('are known by their ids, a single one too', () => {
    const stores = createStores([writable('file')])
    expect(() => stores.assertKnown('file')).not.toThrow()
    expect(() => stores.assertKnown('swift')).toThrow(`There is no store 'swift': use file`)
  })

  test('include one that takes data', () => {
    expect(() => createStores([readable('web')])).toThrow('No store can be written to')
  })
})
