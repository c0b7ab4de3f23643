import { describe, expect, it } from 'vitest'
import { blame, EXIT_CODES, judge, type Outcome, ServerFailure, type Verdict } from './status.ts'

const withCode = (code: string) => Object.assign(new Error(code), { code })

describe('judge', () => {
  const table: readonly (readonly [name: string, outcomes: readonly Outcome[], interrupted: boolean, want: Verdict])[] =
    [
      ['all passed', ['passed', 'passed'], false, 'conforms'],
      ['known differences only', ['known'], false, 'conforms'],
      ['skipped beside passed', ['passed', 'skipped', 'disabled'], false, 'conforms'],
      ['one failed', ['passed', 'failed'], false, 'fails'],
      ['failed beside an error', ['failed', 'error'], false, 'fails'],
      ['an error', ['passed', 'error'], false, 'undecided'],
      ['nothing asked', ['skipped', 'disabled'], false, 'undecided'],
      ['no case at all', [], false, 'undecided'],
      ['interrupted', ['passed', 'failed'], true, 'undecided'],
    ]
  it.each(table)('%s', (_, outcomes, interrupted, want) => {
    expect(judge(outcomes, interrupted)).toBe(want)
  })

  it('maps to the promised exit codes', () => {
    expect(EXIT_CODES).toEqual({ conforms: 0, fails: 1, undecided: 2 })
  })
})

describe('blame', () => {
  it.each([
    ['a wrong answer', new ServerFailure('the status is 500'), 'failed'],
    ['a broken connection', withCode('ECONNRESET'), 'failed'],
    ['an answer that is not HTTP', withCode('HPE_INVALID_CONSTANT'), 'failed'],
    ['a refused connection', withCode('ECONNREFUSED'), 'error'],
    ['a refused connection at every address', new AggregateError([withCode('ECONNREFUSED')]), 'error'],
    ['a refused connection behind fetch', new TypeError('fetch failed', { cause: withCode('ECONNREFUSED') }), 'error'],
    ['a refusal told by the client', Object.assign(new Error('Not Found'), { name: 'ApiError' }), 'failed'],
    ['a name that is not found', withCode('ENOTFOUND'), 'error'],
    ['a bug', new TypeError('x is not a function'), 'error'],
    ['something that is no error', 'text', 'error'],
  ] as const)('%s', (_, error, want) => {
    expect(blame(error)).toBe(want)
  })
})
