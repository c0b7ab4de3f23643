export type ScalarValue = string | number | boolean

/** A value that documents carry as text. */
export interface Scalar {
  kind: 'scalar'
  /** What it is in JSON, and here. */
  type: 'string' | 'number' | 'boolean'
  /** What XML Schema calls it. */
  xsd: string
  /** What it has to be, for messages. */
  expects: string
  /** The words of a closed set. */
  words?: readonly string[]
  /** The value in its one spelling; undefined when the text stands for none. */
  read(text: string): ScalarValue | undefined
}

/** Characters that XML 1.0 has no way to write, lone surrogates among them. */
const UNWRITABLE = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** Text that XML and JSON can both carry, so that both carry the same. */
const readText = (text: string) => text.replace(UNWRITABLE, '\uFFFD')

const DATE_TIME = /^(\d{4}-\d\d-(\d\d))T\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/

const FIRST_TIME = Date.parse('0001-01-01T00:00:00Z')
const LAST_TIME = Date.parse('9999-12-31T23:59:59.999Z')

/** In UTC, with milliseconds. A time without a zone is taken for UTC. */
const readDateTime = (text: string) => {
  const [whole, date, day, zone] = DATE_TIME.exec(text.trim()) ?? []
  const time = Date.parse(`${whole}${zone ? '' : 'Z'}`)
  // Date takes 30 February for 1 March.
  const isDay = new Date(`${date}T00:00Z`).getUTCDate() === Number(day)
  return isDay && time >= FIRST_TIME && time <= LAST_TIME ? new Date(time).toISOString() : undefined
}

const readInteger = (min: number, max: number) => (text: string) => {
  const value = /^[+-]?\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  return value >= min && value <= max ? value : undefined
}

const BOOLEANS = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
])

/** By `type` and `format` of the schema. */
const SCALARS: Record<string, Omit<Scalar, 'kind'>> = {
  string: { type: 'string', xsd: 'string', expects: 'text', read: readText },
  'string date-time': { type: 'string', xsd: 'dateTime', expects: 'a date and time', read: readDateTime },
  'string uri-reference': {
    type: 'string',
    xsd: 'anyURI',
    expects: 'a URI',
    read: (text) => readText(text.trim()),
  },
  'integer int32': {
    type: 'number',
    xsd: 'int',
    expects: 'a whole number of 32 bits',
    read: readInteger(-(2 ** 31), 2 ** 31 - 1),
  },
  // As far as a number is exact in JavaScript, and in most that reads JSON: 53 bits.
  'integer int64': {
    type: 'number',
    xsd: 'long',
    expects: 'a whole number below 2^53',
    read: readInteger(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  },
  boolean: { type: 'boolean', xsd: 'boolean', expects: 'true or false', read: (text) => BOOLEANS.get(text.trim()) },
}

const oneOf = (words: readonly string[]): Omit<Scalar, 'kind'> => ({
  type: 'string',
  xsd: 'string',
  expects: `one of ${words.join(', ')}`,
  words,
  read: (text) => (words.includes(text) ? text : undefined),
})

interface ScalarSchema {
  type?: string
  format?: string
  enum?: string[]
}

export const scalarOf = ({ type = '', format, enum: words }: ScalarSchema): Scalar => {
  const key = format ? `${type} ${format}` : type
  const scalar = words ? oneOf(words) : SCALARS[key]
  if (!scalar) throw new Error(`documents have no way to carry a schema of type "${key}"`)
  return { kind: 'scalar', ...scalar }
}

/** The value in its one spelling; undefined when it is no such value. */
export const inOneSpelling = (scalar: Scalar, value: unknown): ScalarValue | undefined =>
  typeof value === scalar.type ? scalar.read(String(value)) : undefined
