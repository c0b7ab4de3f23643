import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a request is signed with: base64 of the raw HMAC-SHA1, keyed with the characters of the secret. */
export function signatureOf(text: string, secretKey: string): string {
  return createHmac('sha1', secretKey).update(text).digest('base64')
}

/** Takes the same time whatever is wrong with a signature of the right length. There is no other form of it, such as hex. */
export function isSignature(signature: string, text: string, secretKey: string): boolean {
  const expected = Buffer.from(signatureOf(text, secretKey))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
