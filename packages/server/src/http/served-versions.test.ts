import { apiVersions, type OperationId, operations } from '@vitrine/api-types'
import { describe, expect, test } from 'vitest'
import { servedVersions } from './served-versions.ts'

interface Given {
  readonly several: boolean
  readonly imageApiV1: boolean
}

const idsWith = ({ several, imageApiV1 }: Given) =>
  servedVersions({ stores: { several }, imageApiV1 }).map(({ id }) => id)
const needsOf = (id: string): readonly string[] =>
  id in operations ? operations[id as OperationId].needs : ['to be written']
const SERVICES = [true, false].flatMap((several) => [true, false].map((imageApiV1) => ({ several, imageApiV1 })))

describe.each(SERVICES)('versions of a service, several stores: $several, v1: $imageApiV1', (service) => {
  test('are those whose every operation is served, and no other (U11)', () => {
    const met = [...(service.several ? ['several-stores'] : []), ...(service.imageApiV1 ? ['image-api-v1'] : [])]
    const want = apiVersions.filter(({ adds }) => adds.flatMap(needsOf).every((need) => met.includes(need)))
    expect(idsWith(service)).toStrictEqual(want.map(({ id }) => id))
  })

  test('are listed newest first, those of v2 down to the first one', () => {
    const ids = idsWith(service)
    const minors = ids.filter((id) => id.startsWith('v2.')).map((id) => Number(id.slice('v2.'.length)))
    expect(minors).toStrictEqual(minors.toSorted((a, b) => b - a))
    expect(minors.at(-1)).toBe(0)
    expect(ids.slice(minors.length)).toStrictEqual(service.imageApiV1 ? ['v1.1', 'v1.0'] : [])
  })
})

describe('the versions about stores', () => {
  test('are there with several of them only', () => {
    const one = idsWith({ several: false, imageApiV1: true })
    const added = idsWith({ several: true, imageApiV1: true }).filter((id) => !one.includes(id))
    expect(added).toStrictEqual(['v2.15', 'v2.9', 'v2.8'])
  })
})
