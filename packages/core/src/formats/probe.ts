import { type DetectedFormat, type Fault, faultsOf } from './detected-format.ts'

/** The last bytes of the data that probes can ask for: what a footer of three sectors takes. */
export const END_BYTES = 3 * 512

/** What a probe wants to see next: bytes at a place, or the end of the data. */
export type Wish = { readonly from: number; readonly length: number } | 'end'

/** Bytes of the data, a copy; fewer than wished for when the data ends earlier. */
export interface Part {
  readonly bytes: Buffer
  /** Where they begin. */
  readonly offset: number
}

/**
 * Recognises one format: asks for a part of the data, looks at it, asks for the next. The data flows by once, so a
 * wish for what lies before the end of an earlier one is answered with nothing.
 */
export type Probe = Generator<Wish, DetectedFormat | undefined, Part>

/** A step of a probe that ends with `T`. */
export type Reading<T> = Generator<Wish, T, Part>

export interface Header {
  /** As many as wished for: zeros stand behind the end of shorter data, as for programs that read whole sectors. */
  readonly bytes: Buffer
  /** What is wrong when the data is shorter. */
  readonly faults: readonly Fault[]
}

/** Recognise a format by it, not by `bytesAt`: others take a few bytes of a header for the format too. */
export function* headerAt(from: number, length: number): Reading<Header> {
  const { bytes } = yield { from, length }
  const faults = faultsOf([bytes.length < length, 'structure', 'ends within its header'])
  return { bytes: Buffer.concat([bytes], length), faults }
}

/** All of the bytes, or undefined when the data ends before. */
export function* bytesAt(from: number, length: number): Reading<Buffer | undefined> {
  const { bytes } = yield { from, length }
  return bytes.length === length ? bytes : undefined
}

/** The last bytes, `END_BYTES` of them unless the data is shorter. */
export function* lastBytes(): Reading<Part> {
  return yield 'end'
}

export function* dataSize(): Reading<number> {
  const { bytes, offset } = yield 'end'
  return offset + bytes.length
}
