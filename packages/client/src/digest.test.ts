import { describe, expect, it } from 'vitest'
import { createDigest as createInBrowser } from './browser/digest.ts'
import { createVerifier } from './digest.ts'
import { DigestMismatchError } from './errors.ts'
import { createDigest as createInNode } from './node/digest.ts'

const BYTES = new TextEncoder().encode('abc')
const NAMES = [
  'md5',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'sha3_256',
  'sha3-512',
  'blake2b',
  'blake2s',
  'SHA256',
]
const MD5 = '900150983cd24fb0d6963f7d28e17f72'
const SHA1 = 'a9993e364706816aba3e25717850c26c9cd0d89d'

describe('digests', () => {
  for (const name of NAMES) {
    it(`of ${name} are the same in Node and in a browser`, () => {
      const [node, browser] = [createInNode(name), createInBrowser(name)]
      for (const digest of [node, browser]) {
        digest?.update(BYTES)
        digest?.update(BYTES)
      }
      expect(node?.hex()).toMatch(/^[\da-f]{32,128}$/)
      expect(browser?.hex()).toBe(createInNode(name) && nodeDigestTwice(name))
    })
  }

  it('of an unknown algorithm do not exist', () => {
    expect([createInNode('sha9'), createInBrowser('sha9')]).toEqual([undefined, undefined])
  })
})

function nodeDigestTwice(name: string): string | undefined {
  const digest = createInNode(name)
  digest?.update(BYTES)
  digest?.update(BYTES)
  return digest?.hex()
}

describe('a verifier', () => {
  const image = { os_hash_algo: 'sha1', os_hash_value: SHA1.toUpperCase(), checksum: MD5 }
  const none = { os_hash_algo: null, os_hash_value: null, checksum: null }
  const ORDER = [
    { name: 'the strong hash', image, md5: MD5, want: { algorithm: 'sha1', value: SHA1 } },
    {
      name: 'the checksum if the algorithm is unknown',
      image: { ...image, os_hash_algo: 'sha9' },
      md5: 'x',
      want: { algorithm: 'md5', value: MD5 },
    },
    { name: 'the header if the record has nothing', image: none, md5: MD5, want: { algorithm: 'md5', value: MD5 } },
    { name: 'nothing if there is nothing', image: none, md5: undefined, want: undefined },
  ]
  for (const { name, image, md5, want } of ORDER) {
    it(`takes ${name}`, () => {
      expect(createVerifier(image, md5)?.expected).toEqual(want)
    })
  }

  it('accepts the right bytes', () => {
    const verifier = createVerifier(image)
    verifier?.update(BYTES)
    expect(() => verifier?.finish()).not.toThrow()
  })

  it('refuses others', () => {
    expect(() => createVerifier(image)?.finish()).toThrow(DigestMismatchError)
  })
})
