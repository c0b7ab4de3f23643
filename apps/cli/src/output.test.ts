import type { ImageRecord } from '@vitrine/client'
import { describe, expect, it } from 'vitest'
import { formatBytes, printDetails, printImages } from './output.ts'

const image = (fields: Record<string, unknown>) =>
  ({ id: '1', name: 'debian', status: 'active', tags: ['a', 'b'], ...fields }) as unknown as ImageRecord

function textOf(show: (stream: NodeJS.WritableStream) => void): string {
  let text = ''
  show({ write: (chunk: string) => (text += chunk) } as unknown as NodeJS.WritableStream)
  return text
}

describe('formatBytes', () => {
  for (const [bytes, want] of [
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [1536 * 1024, '1.5 MiB'],
    [2 ** 40, '1.0 TiB'],
    [2 ** 70, '1048576.0 PiB'],
  ] as const) {
    it(`writes ${bytes} as ${want}`, () => expect(formatBytes(bytes)).toBe(want))
  }
})

describe('a list', () => {
  const images = [image({}), image({ id: '22', name: null })]

  it('is aligned', () => {
    const text = textOf((stream) => printImages(stream, images, { format: 'table', long: false }))
    expect(text).toBe('id  name    status\n1   debian  active\n22  -       active\n')
  })

  it('has sizes and tags when it is long', () => {
    const long = [image({ size: 2048, protected: false })]
    const text = textOf((stream) => printImages(stream, long, { format: 'table', long: true }))
    expect(text.split('\n')[1]).toMatch(/^1 +debian +active +2\.0 KiB +- +- +- +false +- +a, b +-$/)
  })

  it('is everything as JSON', () => {
    const text = textOf((stream) => printImages(stream, images, { format: 'json', long: false }))
    expect(JSON.parse(text)).toEqual(images)
  })

  it('has a head when it is empty', () => {
    expect(textOf((stream) => printImages(stream, [], { format: 'table', long: false }))).toBe('id  name  status\n')
  })

  it('does not let names command the terminal', () => {
    const name = 'a\u001b[31m\nb\u202ec'
    const text = textOf((stream) => printImages(stream, [image({ name })], { format: 'table', long: false }))
    expect(text).toContain('a\\u001b[31m\\u000ab\\u202ec')
  })
})

describe('an image', () => {
  it('has the known fields first, then custom properties, and no links', () => {
    const text = textOf((stream) =>
      printDetails(stream, image({ zebra: 'z', color: '', size: 2048, owner: null, self: '/v2' }), 'table'),
    )
    expect(text.split('\n').map((line) => line.split(/\s{2,}/))).toEqual([
      ['field', 'value'],
      ['id', '1'],
      ['name', 'debian'],
      ['status', 'active'],
      ['size', '2048 (2.0 KiB)'],
      ['owner', '-'],
      ['tags', 'a, b'],
      ['color'],
      ['zebra', 'z'],
      [''],
    ])
  })
})
