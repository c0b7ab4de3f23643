import { HttpError } from './http-error.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Of the control characters HTTP carries the tab only: a line break would begin another header. */
const CARRIED = /^[\t -~\u0080-\u{10ffff}]*$/u

/** A header's value as its sender meant it: in UTF-8, where Node takes every byte for a character of its own. */
export function headerText(value: string, name: string): string {
  try {
    return utf8.decode(Buffer.from(value, 'latin1'))
  } catch {
    throw new HttpError(400, `Header '${name}' is not valid UTF-8`)
  }
}

/** The other way round, for a header of an answer. Undefined for text that no header can carry. */
export function toHeaderText(text: string): string | undefined {
  return CARRIED.test(text) ? Buffer.from(text).toString('latin1') : undefined
}
