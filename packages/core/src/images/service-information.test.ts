import { describe, expect, test } from 'vitest'
import { aCaller, admin, storesOf, stub, UNLIMITED } from '../../test/builders.ts'
import { createPolicy } from '../policy/policy.ts'
import { ANONYMOUS } from '../ports/identity.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import type { ImageStore } from '../ports/image-store.ts'
import { createServiceInformation } from './service-information.ts'

const problem = (code: string) => expect.objectContaining({ code })
const MUCH = { images: 7, bytes: 100, reserved: 3, uploads: 1 }
const limits = { ...UNLIMITED, images: 8 }

/** A catalogue that has the same for every project, and writes down which it was asked for. */
function setUp({ others = [] }: { others?: readonly string[] } = {}) {
  const asked: unknown[] = []
  const catalog = stub<ImageCatalog>({
    async usageOf(projectId) {
      asked.push(projectId)
      return MUCH
    },
  })
  const stores = storesOf(stub<ImageStore>({}), others)
  const deps = { stores, policy: createPolicy(), catalog, limits, importMethods: [] }
  return { asked, stores, information: createServiceInformation(deps) }
}

describe('the list of stores', () => {
  test('is for everyone, and its details for administrators and services', () => {
    const { stores, information } = setUp({ others: ['fast'] })
    expect(information.listStores()).toBe(stores.all)
    for (const caller of [admin, aCaller({ roles: ['service'] })]) {
      expect(information.listStoresDetail(caller)).toBe(stores.all)
    }
    expect(() => information.listStoresDetail(aCaller())).toThrow(problem('forbidden'))
  })

  test('is missing where there is no choice, whoever asks', () => {
    const { information } = setUp()
    expect(() => information.listStores()).toThrow(problem('singleStore'))
    for (const caller of [admin, aCaller()]) {
      expect(() => information.listStoresDetail(caller)).toThrow(problem('singleStore'))
    }
  })
})

describe('usage', () => {
  test("is that of the caller's project, beside its limits (W12)", async () => {
    const { asked, information } = setUp()
    expect(await information.usage(aCaller())).toStrictEqual({ usage: MUCH, limits })
    expect(asked).toStrictEqual(['project-a'])
  })

  test('of what belongs to no project is for administrators', async () => {
    const { asked, information } = setUp()
    expect(await information.usage({ ...ANONYMOUS, roles: ['admin'] })).toStrictEqual({ usage: MUCH, limits })
    const nobodys = await information.usage({ ...ANONYMOUS, userId: 'user-a' })
    expect(nobodys.usage).toStrictEqual({ images: 0, bytes: 0, reserved: 0, uploads: 0 })
    expect(asked).toStrictEqual([null])
  })
})
