import { type ByteRange, Problem } from '@vitrine/core'

/** What a request wants of `size` bytes: undefined is all of them. */
export interface RangeHeaders {
  readonly range?: string | undefined
  /** `Content-Range` on the request: how the first edition of the API asked for a part. `Range` wins. */
  readonly contentRange?: string | undefined
  readonly ifRange?: string | undefined
}

/**
 * The table of ranges of the download operation. Malformed and unknown-unit ranges are refused (416) rather than
 * ignored, as clients of this API know it.
 */
export function selectRange(headers: RangeHeaders, size: number, etag: string | undefined): ByteRange | undefined {
  const { range, contentRange, ifRange } = headers
  if (range !== undefined) {
    return isOfAnother(ifRange, etag) ? undefined : parseRange(range, size)
  }
  return contentRange === undefined ? undefined : parseContentRange(contentRange, size)
}

/** From where a download by key is to go on; undefined is all of it. No other range counts there. */
export function selectRest({ range = '', ifRange }: RangeHeaders, etag: string | undefined): number | undefined {
  const [, start] = /^bytes=(\d+)-$/.exec(range.trim()) ?? []
  return start === undefined || isOfAnother(ifRange, etag) ? undefined : Number(start)
}

/** What is left of `size` bytes from `start` on; undefined is all of them. */
export function restFrom(start: number, size: number): ByteRange | undefined {
  return start > 0 ? { start, end: size - 1 } : undefined
}

/** A resumed download whose image is another by now gets all of it. Dates are never strong enough here. */
function isOfAnother(ifRange: string | undefined, etag: string | undefined): boolean {
  return ifRange !== undefined && ifRange !== etag
}

function parseRange(header: string, size: number): ByteRange {
  if (header.includes(',')) throw new Problem('rangeInvalid', `Range '${header}' asks for several parts: ask for one`)
  const match = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/.exec(header.trim())
  if (!match) throw unsatisfiable('Range', header, size)
  const [, first, last, suffix] = match
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), size)
    if (length === 0) throw unsatisfiable('Range', header, size)
    return { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  const end = last ? Math.min(Number(last), size - 1) : size - 1
  if (start >= size || (last && Number(last) < start)) throw unsatisfiable('Range', header, size)
  return { start, end }
}

function parseContentRange(header: string, size: number): ByteRange {
  const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header.trim())
  if (!match) throw unsatisfiable('Content-Range', header, size)
  const start = Number(match[1])
  const end = Number(match[2])
  if (end < start || end >= size) throw unsatisfiable('Content-Range', header, size)
  return { start, end }
}

function unsatisfiable(name: string, header: string, size: number): UnsatisfiableRange {
  return new UnsatisfiableRange(`${name} '${header}' cannot be satisfied: the image has ${size} bytes`, size)
}

/** Carries the size, which the answer names in `Content-Range`. */
export class UnsatisfiableRange extends Problem {
  readonly size: number

  constructor(message: string, size: number) {
    super('rangeUnsatisfiable', message)
    this.size = size
  }
}
