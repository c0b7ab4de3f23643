import { apiVersions, type OperationId, operations } from '@vitrine/api-types'
import { describe, expect, test } from 'vitest'
import { servedVersions } from './served-versions.ts'

const idsWith = (several: boolean) => servedVersions({ stores: { several } }).map(({ id }) => id)
const needsStores = (id: OperationId) => operations[id].needs.length > 0

describe.each([{ several: false }, { several: true }])(
  'versions of a service, several stores: $several',
  ({ several }) => {
    test('are those whose every operation is served, and no other (U11)', () => {
      const served = new Set(idsWith(several))
      for (const { id, adds } of apiVersions) {
        const missing = adds.filter((operation) => !Object.hasOwn(operations, operation))
        const refused = adds.filter(
          (operation) => !several && !missing.includes(operation) && needsStores(operation as OperationId),
        )
        expect([id, served.has(id)]).toStrictEqual([id, missing.length + refused.length === 0])
      }
    })

    test('are listed newest first, down to the first one', () => {
      const minors = idsWith(several).map((id) => Number(id.slice('v2.'.length)))
      expect(minors).toStrictEqual(minors.toSorted((a, b) => b - a))
      expect(minors.at(-1)).toBe(0)
    })
  },
)

describe('the versions about stores', () => {
  test('are there with several of them only', () => {
    const added = idsWith(true).filter((id) => !idsWith(false).includes(id))
    expect(added).toStrictEqual(['v2.15', 'v2.9', 'v2.8'])
  })
})
