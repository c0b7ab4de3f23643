import type { Check } from './check.ts'
import { parseCheck, RuleSyntaxError } from './parse-check.ts'

/** A rule as it is written. Lists are the older form: one of the outer list, and of an inner list all. */
export type RuleText = string | ReadonlyArray<string | readonly string[]>

/** Parentheses and negations within each other; rules that people write have three or four. */
const MAX_NESTING = 20

/**
 * Reads a rule of the OpenStack policy language: checks, joined by `and`, `or`, `not` and parentheses. `and` binds
 * closer than `or`, `not` closest. The empty text lets everyone. Throws `RuleSyntaxError`.
 */
export function parseRule(rule: RuleText): Check {
  if (typeof rule !== 'string') return parseList(rule)
  if (rule === '') return { kind: 'always' }
  const cursor: Cursor = { words: wordsOf(rule), at: 0, nesting: 0 }
  const check = alternatives(cursor)
  const rest = cursor.words[cursor.at]
  if (rest !== undefined) throw new RuleSyntaxError(`'and' or 'or' is missing before '${rest}'`)
  return check
}

function parseList(list: Exclude<RuleText, string>): Check {
  if (list.length === 0) return { kind: 'always' }
  const rows = list.map((row) => (typeof row === 'string' ? [row] : row)).filter((row) => row.length > 0)
  return { kind: 'or', checks: rows.map((row) => ({ kind: 'and', checks: row.map(parseCheck) })) }
}

interface Cursor {
  readonly words: readonly string[]
  at: number
  nesting: number
}

/** Parentheses by themselves, apart from those of `%(name)s`; what quotes hold stays together. */
function wordsOf(text: string): string[] {
  return text.match(/(?:%\([^()]*\)s|'[^']*'|"[^"]*"|[^\s()])+|[()]/g) ?? []
}

function alternatives(cursor: Cursor): Check {
  return joined('or', cursor, conjunction)
}

function conjunction(cursor: Cursor): Check {
  return joined('and', cursor, term)
}

function joined(kind: 'and' | 'or', cursor: Cursor, parse: (cursor: Cursor) => Check): Check {
  const first = parse(cursor)
  const checks = [first]
  while (accept(cursor, kind)) checks.push(parse(cursor))
  return checks.length === 1 ? first : { kind, checks }
}

function term(cursor: Cursor): Check {
  if (accept(cursor, 'not')) return { kind: 'not', check: nested(cursor, term) }
  if (accept(cursor, '(')) {
    const check = nested(cursor, alternatives)
    if (!accept(cursor, ')')) throw new RuleSyntaxError(`A ')' is missing`)
    return check
  }
  const word = cursor.words[cursor.at++]
  if (word === undefined) throw new RuleSyntaxError('A check is missing at the end')
  if (/^(and|or|\))$/i.test(word)) throw new RuleSyntaxError(`A check is missing before '${word}'`)
  return parseCheck(word)
}

function nested(cursor: Cursor, parse: (cursor: Cursor) => Check): Check {
  if (++cursor.nesting > MAX_NESTING) {
    throw new RuleSyntaxError(`It is nested more than ${MAX_NESTING} levels deep: give parts of it names of their own`)
  }
  const check = parse(cursor)
  cursor.nesting--
  return check
}

function accept(cursor: Cursor, word: string): boolean {
  const found = cursor.words[cursor.at]?.toLowerCase() === word
  if (found) cursor.at++
  return found
}
