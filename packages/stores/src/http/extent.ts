import { type ByteRange, Problem } from '@vitrine/core'
import type { RemoteAnswer } from './guarded-get.ts'
import { sourceUnavailable } from './problems.ts'

/** The part of a body that was asked for. */
export interface Extent {
  /** bytes before it */
  readonly skip: number
  /** bytes; undefined for everything, of a server that does not tell how much that is */
  readonly length: number | undefined
}

/** Of a server that does not serve ranges, this much is read in vain before the first byte that is wanted. */
const MAX_SKIP_BYTES = 16 * 1024 * 1024

/** Throws `sourceUnavailable` unless the whole is there, as it is. */
export function wholeOf(answer: RemoteAnswer): Extent {
  if (answer.status !== 200) throw sourceUnavailable(answer.origin, `answers ${answer.status}, not 200`)
  assertNotEncoded(answer)
  return { skip: 0, length: declaredLength(answer) }
}

/** Throws `imageDataLost` when there is nothing under the URL, or less than the range. */
export function rangeOf(answer: RemoteAnswer, range: ByteRange | undefined): Extent {
  if ([404, 410, 416].includes(answer.status)) throw lost(`it answers ${answer.status}`)
  if (range === undefined) return wholeOf(answer)
  if (answer.status !== 206) return cutFromWhole(answer, range)
  assertNotEncoded(answer)
  const [, start, end] = /^bytes (\d+)-(\d+)\//.exec(String(answer.headers['content-range'])) ?? []
  if (Number(start) !== range.start || !(Number(end) <= range.end)) {
    throw sourceUnavailable(answer.origin, 'sends another range than it was asked for')
  }
  if (Number(end) < range.end) throw lost(`it ends at byte ${end}`)
  return { skip: 0, length: range.end - range.start + 1 }
}

function cutFromWhole(answer: RemoteAnswer, { start, end }: ByteRange): Extent {
  const { length = Number.POSITIVE_INFINITY } = wholeOf(answer)
  if (length <= end) throw lost(`it has ${length} bytes`)
  if (start > MAX_SKIP_BYTES) throw sourceUnavailable(answer.origin, 'does not serve ranges')
  return { skip: start, length: end - start + 1 }
}

function assertNotEncoded({ headers, origin }: RemoteAnswer): void {
  const { 'content-encoding': encoding = 'identity' } = headers
  if (encoding !== 'identity') throw sourceUnavailable(origin, 'encodes what it sends, although asked for it as it is')
}

function declaredLength({ headers }: RemoteAnswer): number | undefined {
  const { 'content-length': length } = headers
  return length === undefined ? undefined : Number(length)
}

function lost(why: string): Problem {
  return new Problem('imageDataLost', 'The bytes of this image are missing where its location says', {
    cause: new Error(why),
  })
}
