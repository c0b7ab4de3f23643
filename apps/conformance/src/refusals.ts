import type { Api } from './apis.ts'
import { apiOf } from './apis.ts'
import type { Deviation, Operation } from './spec.ts'
import type { Answer } from './target.ts'
import { JSON_TYPE, readDocument, XML } from './uforge-documents.ts'

/** How refusals of one of the APIs look. */
interface Form {
  /** The type that a client gets who accepts this; undefined where servers may choose. Types are those that the spec has. */
  type(accept: string | undefined, types: readonly string[]): string | undefined
  /** What is said of the status in the body, and what should be. */
  code(answer: Answer): { readonly said: unknown; readonly right: unknown } | undefined
}

const IMAGE: Form = {
  // A refusal of one form is held against that already; several that are accepted, servers weigh in different ways.
  type: (accept, types) => {
    if (types.length === 1 || accept?.includes(',')) return undefined
    if (accept === JSON_TYPE) return accept
    return accept === 'text/html' || accept === '*/*' ? 'text/html' : 'text/plain'
  },
  code: (answer) => {
    if (mediaOf(answer) !== JSON_TYPE) return undefined
    const { code, title } = answer.json()
    return { said: code, right: `${answer.status} ${title}` }
  },
}

const IDENTITY: Form = {
  type: () => JSON_TYPE,
  code: (answer) =>
    mediaOf(answer) === JSON_TYPE ? { said: answer.json().error?.code, right: answer.status } : undefined,
}

const UFORGE: Form = {
  type: (accept) => {
    if (accept?.includes(',')) return undefined
    return accept === JSON_TYPE ? JSON_TYPE : XML
  },
  code: (answer) => ({ said: readDocument('UForgeError', answer).statusCode, right: answer.status }),
}

const FORMS: Record<Api, Form> = {
  'Image API v2': IMAGE,
  'Image API v1': IMAGE,
  'Identity API': IDENTITY,
  UForge: UFORGE,
}

const mediaOf = (answer: Answer): string => (answer.header('content-type') ?? '').split(';')[0]?.trim() ?? ''

/** All ways in which a refusal has another form than those of its API, for a client that accepts this. */
export const refusalDeviations = (
  answer: Answer,
  accept: string | undefined,
  operation: Operation,
  types: readonly string[],
): Deviation[] => {
  const form = FORMS[apiOf(operation)]
  const media = mediaOf(answer)
  const wanted = form.type(accept, types)
  if (wanted !== undefined && media !== wanted)
    return [{ key: 'content-type', message: `an error for Accept: ${accept ?? '(none)'} is ${media}, not ${wanted}` }]
  const { said, right } = form.code(answer) ?? {}
  return said === right
    ? []
    : [{ key: 'body /code', message: `the body has the code ${JSON.stringify(said)}, not ${JSON.stringify(right)}` }]
}
