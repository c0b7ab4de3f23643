import { describe, expect, it } from 'vitest'
import { imageOf, meta } from './images-v1.ts'
import { Answer } from './target.ts'

const answer = (headers: Readonly<Record<string, string>>) =>
  new Answer(200, 'OK', Object.entries(headers), Buffer.alloc(0))

describe('meta', () => {
  it('makes headers whose bytes are UTF-8', () => {
    const { 'x-image-meta-name': name } = meta({ name: 'Größe' })
    expect(Buffer.from(String(name), 'latin1').toString('utf8')).toBe('Größe')
  })

  it('makes several of a list', () => {
    expect(meta({ name: ['a', 'b'] })).toStrictEqual({ 'x-image-meta-name': ['a', 'b'] })
  })
})

describe('imageOf', () => {
  it('reads numbers, text, and booleans in either case', () => {
    const headers = {
      'X-Image-Meta-Id': 'x',
      'x-image-meta-size': '5',
      'x-image-meta-is_public': 'True',
      'x-image-meta-protected': 'false',
      'x-image-meta-name': Buffer.from('Größe').toString('latin1'),
    }
    expect(imageOf(answer(headers))).toMatchObject({
      id: 'x',
      size: 5,
      is_public: true,
      protected: false,
      name: 'Größe',
      properties: {},
    })
  })

  it('knows what has no header as null, and custom properties by their names', () => {
    const headers = { 'x-image-meta-property-os_distro': 'debian', ETag: 'ab' }
    const { checksum, virtual_size, properties } = imageOf(answer(headers))
    expect({ checksum, virtual_size, properties }).toEqual({
      checksum: null,
      virtual_size: null,
      properties: { os_distro: 'debian' },
    })
  })
})
