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
const READ_BYTES = 4 * LONGEST_BODY
const SECRET_HEADERS = new Set([
  'x-auth-token',
  'x-service-token',
  'x-subject-token',
  'authorization',
  'cookie',
  'set-cookie',
])
const REDACTED = '[redacted]'
/** Secrets that nobody has to know by value to see that they are some: in JSON, in XML, and in what URLs end with. */
const SECRETS = [
  [/("(?:password|secret|secretKey|downloadKey)"\s*:\s*)"(?:[^"\\]|\\.)*"?/g, `$1"${REDACTED}"`],
  [/(<(?:secretKey|downloadKey)>)[^<]*/g, `$1${REDACTED}`],
  [/([?&](?:downloadId|signature|key)=)[^&"<\s]+/g, `$1${REDACTED}`],
] as const

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text that these bytes are, or nothing. */
const decode = (bytes: Uint8Array): string | undefined => {
  try {
    const text = utf8.decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary from text
    return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

/** Hides every one of `secrets`, wherever it stands, and the value of headers that carry one by definition. */
export const createRedactor = (secrets: readonly (string | undefined)[]) => {
  const known = secrets.filter((secret): secret is string => !!secret)
  const text = (value: string): string =>
    known.reduce(
      (result, secret) => result.replaceAll(secret, REDACTED).replaceAll(encodeURIComponent(secret), REDACTED),
      SECRETS.reduce((result, [pattern, shown]) => result.replace(pattern, shown), value),
    )
  const headers = (list: HeaderList): HeaderList =>
    list.map(([name, value]) => [name, SECRET_HEADERS.has(name.toLowerCase()) ? REDACTED : text(value)] as const)
  return { text, headers }
}

export type Redactor = ReturnType<typeof createRedactor>

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80

/** As much of the bytes as ends with a whole character: a cut must not make text look binary. */
const startOf = (bytes: Uint8Array, longest: number): Uint8Array => {
  if (bytes.length <= longest) return bytes
  let end = longest
  while (end > 0 && isContinuation(bytes[end])) end -= 1
  return bytes.subarray(0, end)
}

/** `total` counts when only the beginning of the body was kept. */
export const viewBody = (bytes: Uint8Array, redactor: Redactor, total = bytes.length): BodyView | undefined => {
  if (total === 0) return undefined
  // Redacted before it is cut to the length that is shown, or half a secret could be left at the end.
  const text = decode(startOf(bytes, READ_BYTES))
  if (text === undefined) return { bytes: total, cut: true }
  const shown = redactor.text(text)
  const cut = shown.length > LONGEST_BODY || total > READ_BYTES
  return { bytes: total, text: shown.slice(0, LONGEST_BODY), cut }
}
