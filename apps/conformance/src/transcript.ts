/** What crossed the wire, in a form that is fit to be shown: cut, summarised, without tokens. */
export interface BodyView {
  readonly bytes: number
  /** Absent when the body is binary. */
  readonly text?: string
  readonly cut: boolean
}

export type HeaderList = readonly (readonly [name: string, value: string])[]

export interface ExchangeView {
  readonly method: string
  readonly path: string
  readonly requestHeaders: HeaderList
  readonly requestBody?: BodyView
  readonly status?: number
  readonly reason?: string
  readonly headers: HeaderList
  readonly body?: BodyView
  readonly milliseconds: number
  /** Made to prepare the case, or to tidy up after it. */
  readonly preparation: boolean
  /** What else happened: a broken connection, a request that was cut off on purpose. */
  readonly note?: string
}

const LONGEST_BODY = 4096
const SECRET_HEADERS = new Set([
  'x-auth-token',
  'x-service-token',
  'x-subject-token',
  'authorization',
  'cookie',
  'set-cookie',
])
const REDACTED = '[redacted]'

const isText = (bytes: Uint8Array): boolean => {
  const text = Buffer.from(bytes).toString('utf8')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary from text
  return !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text)
}

/** Hides every one of `secrets`, wherever it stands, and the value of headers that carry one by definition. */
export const createRedactor = (secrets: readonly (string | undefined)[]) => {
  const known = secrets.filter((secret): secret is string => !!secret)
  const text = (value: string): string =>
    known.reduce(
      (result, secret) => result.replaceAll(secret, REDACTED).replaceAll(encodeURIComponent(secret), REDACTED),
      value,
    )
  const headers = (list: HeaderList): HeaderList =>
    list.map(([name, value]) => [name, SECRET_HEADERS.has(name.toLowerCase()) ? REDACTED : text(value)] as const)
  return { text, headers }
}

export type Redactor = ReturnType<typeof createRedactor>

export const viewBody = (bytes: Uint8Array, redactor: Redactor): BodyView | undefined => {
  if (bytes.length === 0) return undefined
  const shown = bytes.subarray(0, LONGEST_BODY)
  // A cut in the middle of a character must not make text look binary.
  const whole = shown.length < bytes.length ? shown.subarray(0, Math.max(0, shown.length - 4)) : shown
  const cut = bytes.length > whole.length
  if (!isText(whole)) return { bytes: bytes.length, cut }
  // Redacted before it is cut, or half a secret could be left at the end.
  const text = redactor.text(Buffer.from(bytes).toString('utf8'))
  return { bytes: bytes.length, text: cut ? text.slice(0, LONGEST_BODY) : text, cut }
}
