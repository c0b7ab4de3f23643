import type { ByteRange } from '@vitrine/core'
import { describe, expect, test } from 'vitest'
import { type RangeHeaders, restFrom, selectRange, selectRest } from './ranges.ts'

const SIZE = 100
const ETAG = '"sha512:abc"'

interface Row {
  readonly name: string
  readonly given: RangeHeaders
  readonly size?: number
  readonly want: ByteRange | undefined
}

interface RefusalRow extends Omit<Row, 'want'> {
  readonly want: 'rangeInvalid' | 'rangeUnsatisfiable'
}

describe('the part that a request asks for', () => {
  test.each<Row>([
    { name: 'nothing asked', given: {}, want: undefined },
    { name: 'a-b inside', given: { range: 'bytes=10-19' }, want: { start: 10, end: 19 } },
    { name: 'the first byte', given: { range: 'bytes=0-0' }, want: { start: 0, end: 0 } },
    { name: 'the last byte', given: { range: 'bytes=99-99' }, want: { start: 99, end: 99 } },
    {
      name: 'an end beyond the image is its last byte',
      given: { range: 'bytes=90-500' },
      want: { start: 90, end: 99 },
    },
    { name: 'a- goes to the end', given: { range: 'bytes=90-' }, want: { start: 90, end: 99 } },
    { name: '0- is everything, as a part', given: { range: 'bytes=0-' }, want: { start: 0, end: 99 } },
    { name: 'the last n bytes', given: { range: 'bytes=-10' }, want: { start: 90, end: 99 } },
    { name: 'more than there is from the end', given: { range: 'bytes=-500' }, want: { start: 0, end: 99 } },
    { name: 'space around', given: { range: ' bytes=1-2 ' }, want: { start: 1, end: 2 } },
    {
      name: 'an end too large for a number',
      given: { range: `bytes=0-${'9'.repeat(400)}` },
      want: { start: 0, end: 99 },
    },
    { name: 'Content-Range with the size', given: { contentRange: 'bytes 10-19/100' }, want: { start: 10, end: 19 } },
    { name: 'Content-Range with *', given: { contentRange: 'bytes 10-19/*' }, want: { start: 10, end: 19 } },
    {
      name: 'Content-Range with another total',
      given: { contentRange: 'bytes 10-19/7' },
      want: { start: 10, end: 19 },
    },
    {
      name: 'Range wins over Content-Range',
      given: { range: 'bytes=1-2', contentRange: 'bytes 10-19/100' },
      want: { start: 1, end: 2 },
    },
    {
      name: 'Range wins over a Content-Range that is malformed',
      given: { range: 'bytes=1-2', contentRange: 'nonsense' },
      want: { start: 1, end: 2 },
    },
    { name: 'If-Range that fits', given: { range: 'bytes=1-2', ifRange: ETAG }, want: { start: 1, end: 2 } },
    { name: 'If-Range of another image', given: { range: 'bytes=1-2', ifRange: '"other"' }, want: undefined },
    { name: 'a weak If-Range', given: { range: 'bytes=1-2', ifRange: `W/${ETAG}` }, want: undefined },
    {
      name: 'If-Range with a date',
      given: { range: 'bytes=1-2', ifRange: 'Sun, 22 Nov 2026 02:27:14 GMT' },
      want: undefined,
    },
    { name: 'If-Range of another image, bad range', given: { range: 'x', ifRange: '"other"' }, want: undefined },
    { name: 'If-Range alone', given: { ifRange: '"other"' }, want: undefined },
  ])('$name', ({ given, want }) => {
    expect(selectRange(given, SIZE, ETAG)).toStrictEqual(want)
  })

  test.each<RefusalRow>([
    { name: '-0 (C11)', given: { range: 'bytes=-0' }, want: 'rangeUnsatisfiable' },
    { name: 'a- from the size on', given: { range: 'bytes=100-' }, want: 'rangeUnsatisfiable' },
    { name: 'a-b from the size on', given: { range: 'bytes=100-200' }, want: 'rangeUnsatisfiable' },
    {
      name: 'a start too large for a number',
      given: { range: `bytes=${'9'.repeat(400)}-` },
      want: 'rangeUnsatisfiable',
    },
    { name: 'b-a (C13)', given: { range: 'bytes=20-10' }, want: 'rangeUnsatisfiable' },
    { name: 'another unit (C13)', given: { range: 'items=0-1' }, want: 'rangeUnsatisfiable' },
    { name: 'the unit in capitals (C13)', given: { range: 'BYTES=0-1' }, want: 'rangeUnsatisfiable' },
    { name: 'no number (C13)', given: { range: 'bytes=a-b' }, want: 'rangeUnsatisfiable' },
    { name: 'a negative number (C13)', given: { range: 'bytes=--5' }, want: 'rangeUnsatisfiable' },
    { name: 'only a dash (C13)', given: { range: 'bytes=-' }, want: 'rangeUnsatisfiable' },
    { name: 'only the unit (C13)', given: { range: 'bytes=' }, want: 'rangeUnsatisfiable' },
    { name: 'an empty header (C13)', given: { range: '' }, want: 'rangeUnsatisfiable' },
    { name: 'several parts', given: { range: 'bytes=0-1,3-4' }, want: 'rangeInvalid' },
    { name: 'several parts, one from the end', given: { range: 'bytes=0-1, -5' }, want: 'rangeInvalid' },
    { name: 'an empty image, from its start', given: { range: 'bytes=0-' }, size: 0, want: 'rangeUnsatisfiable' },
    { name: 'an empty image, from its end', given: { range: 'bytes=-5' }, size: 0, want: 'rangeUnsatisfiable' },
    { name: 'an empty image, its first byte', given: { range: 'bytes=0-0' }, size: 0, want: 'rangeUnsatisfiable' },
    { name: 'Content-Range bytes */10 (C9)', given: { contentRange: 'bytes */10' }, want: 'rangeUnsatisfiable' },
    {
      name: 'Content-Range with too large a total, and an end beyond the image (C10)',
      given: { contentRange: 'bytes 0-199/200' },
      want: 'rangeUnsatisfiable',
    },
    { name: 'Content-Range, end = size', given: { contentRange: 'bytes 0-100/*' }, want: 'rangeUnsatisfiable' },
    { name: 'Content-Range, start beyond', given: { contentRange: 'bytes 150-160/*' }, want: 'rangeUnsatisfiable' },
    { name: 'Content-Range, backwards', given: { contentRange: 'bytes 20-10/100' }, want: 'rangeUnsatisfiable' },
    { name: 'Content-Range in the form of Range', given: { contentRange: 'bytes=0-1' }, want: 'rangeUnsatisfiable' },
    { name: 'Content-Range without a total', given: { contentRange: 'bytes 0-1' }, want: 'rangeUnsatisfiable' },
    { name: 'an empty Content-Range', given: { contentRange: '' }, want: 'rangeUnsatisfiable' },
    {
      name: 'Content-Range of an empty image',
      given: { contentRange: 'bytes 0-0/*' },
      size: 0,
      want: 'rangeUnsatisfiable',
    },
  ])('is refused: $name', ({ given, size = SIZE, want }) => {
    expect(() => selectRange(given, size, ETAG)).toThrow(expect.objectContaining({ code: want }))
  })

  test('a refusal knows the size (C12) and names the header', () => {
    expect(() => selectRange({ range: 'bytes=100-' }, SIZE, ETAG)).toThrow(
      expect.objectContaining({
        size: SIZE,
        message: `Range 'bytes=100-' cannot be satisfied: the image has 100 bytes`,
      }),
    )
    expect(() => selectRange({ contentRange: 'bytes */10' }, SIZE, ETAG)).toThrow(/^Content-Range 'bytes \*\/10'/)
  })
})

describe('where a download by key goes on', () => {
  test.each<{ name: string; given: RangeHeaders; want: number | undefined }>([
    { name: 'nothing asked', given: {}, want: undefined },
    { name: 'a-', given: { range: ' bytes=10- ' }, want: 10 },
    { name: '0-', given: { range: 'bytes=0-' }, want: 0 },
    { name: 'beyond the end, which is not looked at here', given: { range: 'bytes=5000-' }, want: 5000 },
    { name: 'the same data as before', given: { range: 'bytes=10-', ifRange: ETAG }, want: 10 },
    { name: 'other data than before', given: { range: 'bytes=10-', ifRange: '"other"' }, want: undefined },
    { name: 'with an end', given: { range: 'bytes=10-20' }, want: undefined },
    { name: 'the last bytes', given: { range: 'bytes=-10' }, want: undefined },
    { name: 'several parts', given: { range: 'bytes=10-,20-' }, want: undefined },
    { name: 'another unit', given: { range: 'items=10-' }, want: undefined },
  ])('$name', ({ given, want }) => {
    expect(selectRest(given, ETAG)).toBe(want)
  })

  test('is a part, unless it is the beginning', () => {
    expect([restFrom(10, SIZE), restFrom(0, SIZE)]).toStrictEqual([{ start: 10, end: 99 }, undefined])
  })
})
