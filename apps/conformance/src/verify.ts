import { isDeepStrictEqual } from 'node:util'
import type { Profile } from './config.ts'
import type { DifferenceId } from './known-differences.ts'
import { ServerFailure } from './status.ts'
import type { Answer } from './target.ts'

export interface Difference {
  readonly id: DifferenceId
  readonly seen: string
}

/** A wrong status that is known of servers in the field. */
export interface Quirk {
  readonly id: DifferenceId
  readonly statuses: readonly number[]
}

export const quirk = (id: DifferenceId, ...statuses: number[]): Quirk => ({ id, statuses })

const show = (value: unknown): string => (value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value)))

const describe = (answer: Answer): string => {
  const text = answer.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  return `${answer.status} ${answer.reason}${text && answer.status >= 400 ? `: ${text.slice(0, 300)}` : ''}`
}

/** What a case says about answers. Everything that does not hold is the server's fault, or a known difference. */
export const createVerify = (profile: Profile) => {
  const differences: Difference[] = []

  const fail = (message: string, expected: string, actual: string): never => {
    throw new ServerFailure(message, expected, actual)
  }

  const admit = (id: DifferenceId, seen: string) => {
    if (!differences.some((known) => known.id === id)) differences.push({ id, seen })
  }

  /** Whether `actual` is right. A known difference may stand in for it on a foreign server; then the answer is false. */
  const that = (
    holds: boolean,
    message: string,
    detail: { expected?: string; actual?: string; known?: DifferenceId } = {},
  ): boolean => {
    if (holds) return true
    const { expected = 'that it holds', actual = 'it does not', known } = detail
    if (known === undefined || profile === 'vitrine') return fail(message, expected, actual)
    admit(known, `${message}: ${actual}`)
    return false
  }

  return {
    differences: differences as readonly Difference[],
    that,

    /** Answers false when the status is a known difference, so that a case can stop asking about details. */
    status: (answer: Answer, right: number | readonly number[], ...quirks: Quirk[]): boolean => {
      const rights = [right].flat()
      if (rights.includes(answer.status)) return true
      const known = quirks.find(({ statuses }) => statuses.includes(answer.status))
      return that(false, `the status is ${answer.status}`, {
        expected: rights.join(' or '),
        actual: describe(answer),
        ...(known && { known: known.id }),
      })
    },

    header: (answer: Answer, name: string, right: string | RegExp, known?: DifferenceId): boolean => {
      const value = answer.header(name)
      const holds = typeof right === 'string' ? value === right : value !== undefined && right.test(value)
      return that(holds, `the header ${name} is ${show(value)}`, {
        expected: typeof right === 'string' ? show(right) : String(right),
        actual: show(value),
        ...(known && { known }),
      })
    },

    equal: (what: string, actual: unknown, right: unknown, known?: DifferenceId): boolean =>
      that(isDeepStrictEqual(actual, right), `${what} is not as expected`, {
        expected: show(right),
        actual: show(actual),
        ...(known && { known }),
      }),

    /** The bytes themselves, told apart without printing them. */
    bytes: (what: string, actual: Buffer, right: Buffer): boolean =>
      that(actual.equals(right), `${what} differ`, {
        expected: `${right.length} bytes`,
        actual: `${actual.length} bytes${actual.length === right.length ? ', other ones' : ''}`,
      }),
  }
}

export type Verify = ReturnType<typeof createVerify>
