import { Problem } from '@vitrine/core'

/** characters, as in Keystone */
const MAX_LENGTH = 255

/** A name that can be read back: rejects with `attributeInvalid`. */
export function assertName(what: string, name: string): void {
  if (name.trim() === '') throw invalid(`The name of a ${what} is empty`)
  if (name.length > MAX_LENGTH) throw invalid(`The name of a ${what} has at most ${MAX_LENGTH} characters`)
  if (/\p{Cc}/u.test(name)) throw invalid(`The name of a ${what} has no control characters`)
}

export function invalid(message: string): Problem {
  return new Problem('attributeInvalid', message)
}
