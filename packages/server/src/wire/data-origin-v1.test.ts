import { describe, expect, test } from 'vitest'
import { toDataOrigin } from './data-origin-v1.ts'
import { describeImage } from './image-description-v1.ts'

async function* bytes() {}
const BODY = bytes()

function originOf(headers: Record<string, string>, body?: AsyncIterable<Uint8Array>, contentLength?: number) {
  return toDataOrigin(describeImage(headers, 'createImageV1', { isAdmin: false }), { body, contentLength })
}

const LOCATION = { 'x-image-meta-location': 'http://images.example/a' }
const COPY = { 'x-glance-api-copy-from': 'http://images.example/b' }
const CLAIMS = { 'x-image-meta-size': '4', 'x-image-meta-checksum': 'ab', 'x-image-meta-store': 'file' }

describe('the data of an image', () => {
  test('comes from nowhere, whatever is said of it', () => {
    expect(originOf({})).toBeUndefined()
    expect(originOf(CLAIMS)).toBeUndefined()
  })

  test('is the body, with what is said of it', () => {
    const upload = { bytes: BODY, declaredSize: 4, checksum: 'ab', store: 'file' }
    expect(originOf(CLAIMS, BODY, 5)).toStrictEqual({ kind: 'upload', upload })
  })

  test('has the size of the body where no other is said, if it has one', () => {
    expect(originOf({}, BODY, 5)).toMatchObject({ upload: { declaredSize: 5 } })
    expect(originOf({}, BODY)).toMatchObject({ upload: { declaredSize: undefined } })
  })

  test('stays at its location', () => {
    expect(originOf(LOCATION)).toStrictEqual({ kind: 'location', url: 'http://images.example/a' })
    const said = { kind: 'location', url: 'http://images.example/a', size: 4, checksum: 'ab' }
    const { 'x-image-meta-store': _, ...claims } = CLAIMS
    expect(originOf({ ...LOCATION, ...claims })).toStrictEqual(said)
  })

  test('goes into no store where it stays at its location', () => {
    for (const location of [LOCATION, { 'x-image-meta-location': '' }]) {
      const refusal = { code: 'attributeInvalid', message: expect.stringContaining('x-image-meta-store') }
      expect(() => originOf({ ...location, 'x-image-meta-store': 'file' })).toThrow(expect.objectContaining(refusal))
    }
  })

  test('is copied from its source', () => {
    expect(originOf(COPY)).toStrictEqual({ kind: 'copy', url: 'http://images.example/b' })
    const said = { kind: 'copy', url: 'http://images.example/b', size: 4, checksum: 'ab', store: 'file' }
    expect(originOf({ ...COPY, ...CLAIMS })).toStrictEqual(said)
  })

  test('may be said to lie nowhere that exists: that is not decided here', () => {
    expect(originOf({ 'x-image-meta-location': '' })).toStrictEqual({ kind: 'location', url: '' })
  })

  test.each([
    { name: 'a body and a location', headers: LOCATION, body: BODY },
    { name: 'a body and a source', headers: COPY, body: BODY },
    { name: 'a location and a source', headers: { ...LOCATION, ...COPY }, body: undefined },
    { name: 'a location and an empty source', headers: { ...LOCATION, 'x-glance-api-copy-from': '' }, body: undefined },
    { name: 'all of them', headers: { ...LOCATION, ...COPY }, body: BODY },
  ])('never comes from more than one place: $name (C35)', ({ headers, body }) => {
    expect(() => originOf(headers, body)).toThrow(expect.objectContaining({ code: 'attributeInvalid' }))
  })
})
