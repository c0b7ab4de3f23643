import { Problem } from '../problem.ts'

/** The two dialects of `PATCH /v2/images/{id}`: a subset of RFC 6902, and the draft it came from. */
export type PatchDialect = 'v2.1' | 'v2.0'

export interface PatchItem {
  readonly verb: 'add' | 'replace' | 'remove'
  /** Unescaped segments of the JSON pointer; the first names the attribute. */
  readonly path: readonly [string, ...string[]]
  /** Present exactly for add and replace. */
  readonly value?: unknown
}

const VERBS = ['add', 'replace', 'remove'] as const

/** Checks the form of a patch document; what an attribute accepts is not its business. */
export function parsePatch(document: unknown, dialect: PatchDialect): PatchItem[] {
  if (!Array.isArray(document)) throw invalid('A patch is an array of operations')
  return document.map((item: unknown, index) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      throw invalid(`Operation ${index} is not an object`)
    }
    const fields = new Map(Object.entries(item))
    const { verb, pointer } = dialect === 'v2.1' ? readVerb(fields, index) : readDraftVerb(fields, index)
    const path = parsePointer(pointer, index)
    assertDepth(path, verb, index)
    if (verb === 'remove') return { verb, path }
    if (!fields.has('value')) throw invalid(`Operation ${index} (${verb}) has no value`)
    return { verb, path, value: fields.get('value') }
  })
}

function readVerb(fields: Map<string, unknown>, index: number) {
  const op = fields.get('op')
  const verb = VERBS.find((known) => known === op)
  if (!verb) throw invalid(`Operation ${index} needs an op of ${VERBS.join(', ')}, not ${JSON.stringify(op)}`)
  if (!fields.has('path')) throw invalid(`Operation ${index} (${verb}) has no path`)
  return { verb, pointer: fields.get('path') }
}

function readDraftVerb(fields: Map<string, unknown>, index: number) {
  const [verb, ...more] = VERBS.filter((known) => fields.has(known))
  if (!verb || more.length > 0) throw invalid(`Operation ${index} needs exactly one of ${VERBS.join(', ')}`)
  return { verb, pointer: fields.get(verb) }
}

function parsePointer(pointer: unknown, index: number): [string, ...string[]] {
  if (typeof pointer !== 'string') throw invalid(`The path of operation ${index} is not a string`)
  const refuse = (why: string) => invalid(`The path ${JSON.stringify(pointer)} of operation ${index} ${why}`)
  if (!pointer.startsWith('/')) throw refuse('does not begin with "/"')
  // Also refuses "/" alone, which would name a property "" (fault C16).
  if (pointer.endsWith('/')) throw refuse('ends with "/"')
  if (pointer.includes('//')) throw refuse('has an empty segment')
  if (/~(?![01])/.test(pointer)) throw refuse('has a "~" that is neither "~0" nor "~1"')
  const [first = '', ...rest] = pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
  return [first, ...rest]
}

/** Only locations have an inside: one is added or removed by its place, all are replaced at once. */
function assertDepth(path: readonly string[], verb: PatchItem['verb'], index: number): void {
  const wanted = path[0] === 'locations' && verb !== 'replace' ? 2 : 1
  if (path.length !== wanted) {
    throw invalid(`The path /${path.join('/')} of operation ${index} has ${path.length} segments, not ${wanted}`)
  }
}

function invalid(message: string): Problem {
  return new Problem('patchInvalid', message)
}
