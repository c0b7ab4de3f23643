import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { anImage } from '../../test/builders.ts'
import { believedDigests, type ClaimedDigests, isDigest } from './claimed-digests.ts'
import type { Image } from './image.ts'

const of = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex')
const claim = (text: string, more: Partial<ClaimedDigests> = {}): ClaimedDigests => ({
  hashAlgorithm: 'sha256',
  hashValue: of('sha256', text),
  ...more,
})
const digestsOf = (text: string) => ({ checksum: of('md5', text), ...claim(text) })
const conflict = (name: string) =>
  expect.objectContaining({ code: 'digestConflict', message: expect.stringContaining(`'${name}'`) })

/** An image with these digests recorded, or without any. */
function anActive(digests: Partial<ReturnType<typeof digestsOf>> = {}): Image {
  const unknown = { checksum: null, hashAlgorithm: null, hashValue: null }
  const data = { locations: [], size: 1, virtualSize: null, ...unknown, ...digests }
  return anImage({ status: 'active', data })
}

describe('claims about data', () => {
  test('say what is not known of a queued image', () => {
    const claims = [claim('a'), claim('a', { checksum: of('md5', 'a').toUpperCase() })]
    expect(believedDigests(anImage(), claims, 'sha256')).toStrictEqual(digestsOf('a'))
  })

  test('may repeat what is recorded, also of an algorithm that is not used any more', () => {
    const old = { hashAlgorithm: 'sha1', hashValue: of('sha1', 'a') }
    const image = anActive({ checksum: of('md5', 'a'), ...old })
    const repeated = { ...old, hashValue: old.hashValue.toUpperCase() }
    expect(believedDigests(image, [repeated], 'sha256')).toStrictEqual({ checksum: of('md5', 'a'), ...old })
  })

  test('are not needed', () => {
    expect(believedDigests(anActive(digestsOf('a')), [], 'sha256')).toStrictEqual(digestsOf('a'))
  })

  test.for<{ name: string; image: Image; claims: ClaimedDigests[]; of: string }>([
    { name: 'another hash', image: anActive(digestsOf('a')), claims: [claim('b')], of: 'os_hash_value' },
    {
      name: 'another checksum',
      image: anActive(digestsOf('a')),
      claims: [claim('a', { checksum: of('md5', 'b') })],
      of: 'checksum',
    },
    { name: 'a hash that an image in use lacks', image: anActive(), claims: [claim('a')], of: 'os_hash_algo' },
    {
      name: 'a checksum that an image in use lacks',
      image: anActive(claim('a')),
      claims: [claim('a', { checksum: of('md5', 'a') })],
      of: 'checksum',
    },
    { name: 'two of them that disagree', image: anImage(), claims: [claim('a'), claim('b')], of: 'os_hash_value' },
    {
      name: 'another algorithm',
      image: anImage(),
      claims: [{ hashAlgorithm: 'sha1', hashValue: of('sha1', 'a') }],
      of: 'os_hash_algo',
    },
    { name: 'no hash', image: anImage(), claims: [claim('a', { hashValue: 'a' })], of: 'os_hash_value' },
    { name: 'no checksum', image: anImage(), claims: [claim('a', { checksum: 'z'.repeat(32) })], of: 'checksum' },
  ])('are refused: $name', ({ image, claims, of: name }) => {
    expect(() => believedDigests(image, claims, 'sha256')).toThrow(conflict(name))
  })
})

test.for([
  ['md5', 'a'.repeat(32), true],
  ['md5', 'A'.repeat(32), true],
  ['md5', 'a'.repeat(31), false],
  ['md5', 'g'.repeat(32), false],
  ['sha512', 'a'.repeat(128), true],
  ['sha512', 'a'.repeat(64), false],
] as const)('%s in hex is %s: %s', ([algorithm, text, is]) => {
  expect(isDigest(algorithm, text)).toBe(is)
})
