import { TransferError } from '../errors.ts'

/** HTTP trims values, and one that contained a line break would be several headers. */
const CARRIED = /^(?![\t ])[\t -~\u0080-\u{10ffff}]*(?<![\t ])$/u
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** The API means UTF-8 by the bytes of a value, and HTTP clients take characters for bytes. */
export function toHeaderText(name: string, text: string): string {
  if (!TOKEN.test(name)) throw new TransferError(`Not asked: version 1 of the API cannot say '${name}'`)
  if (!CARRIED.test(text)) {
    throw new TransferError(
      `Not asked: in version 1 of the API '${name}' can neither begin nor end with a space, nor have line breaks`,
    )
  }
  return String.fromCharCode(...new TextEncoder().encode(text))
}

/** Text that is not UTF-8 after all stays what it is. */
export function fromHeaderText(text: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(text))
  } catch {
    return text
  }
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
