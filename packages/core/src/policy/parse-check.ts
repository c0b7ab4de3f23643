import { CALLER_FACTS, type Check, type Value } from './check.ts'

/** A text that is no rule. The message says what is wrong with it. */
export class RuleSyntaxError extends Error {
  override readonly name = 'RuleSyntaxError'
}

const ROLES = { role: 'roles', roles: 'roles', service_roles: 'serviceRoles' } as const

/** Reads one check: `KIND:VALUE`, `@` for everyone, `!` for no one. */
export function parseCheck(word: string): Check {
  if (word === '@') return { kind: 'always' }
  if (word === '!') return { kind: 'never' }
  const [, left, right] = /^('[^'\\]*'|"[^"\\]*"|[^'":]+):(.+)$/s.exec(word) ?? []
  if (left === undefined || right === undefined) {
    throw new RuleSyntaxError(`'${word}' is no check: KIND:VALUE, @ (everyone) and ! (no one) are`)
  }
  if (left === 'rule') return { kind: 'rule', name: right }
  if (left === 'is_admin') return isAdmin(right)
  if (isKeyOf(ROLES, left)) return { kind: 'role', of: ROLES[left], role: rightSide(right) }
  return { kind: 'equal', left: leftSide(left), right: rightSide(right) }
}

/** Who is an administrator is a rule of its own, for `is_admin` too. */
function isAdmin(text: string): Check {
  const check: Check = { kind: 'rule', name: 'context_is_admin' }
  if (text === 'True') return check
  if (text === 'False') return { kind: 'not', check }
  throw new RuleSyntaxError(`'is_admin:${text}' is no check: is_admin:True and is_admin:False are`)
}

function leftSide(text: string): Value {
  if (isKeyOf(CALLER_FACTS, text)) return { kind: 'caller', fact: text }
  if (/^['"]/.test(text)) return { kind: 'text', text: text.slice(1, -1) }
  if (/^(True|False|0|-?[1-9]\d*)$/.test(text)) return { kind: 'text', text }
  if (/^https?$/.test(text)) throw new RuleSyntaxError(`'${text}:' asks another server, which Vitrine does not`)
  throw new RuleSyntaxError(`'${text}' before the colon is none of ${KNOWN.join(', ')}, and a text wants quotes`)
}

const KNOWN = ['rule', 'is_admin', ...Object.keys(ROLES), ...Object.keys(CALLER_FACTS)]

function rightSide(text: string): Value {
  const [, name] = /^%\(([^()]+)\)s$/.exec(text) ?? []
  if (name !== undefined) return { kind: 'target', name }
  if (/[%'"()\s]/.test(text)) {
    throw new RuleSyntaxError(`'${text}' after the colon is neither one %(name)s nor one word without quotes`)
  }
  return { kind: 'text', text }
}

function isKeyOf<T extends object>(table: T, key: string): key is keyof T & string {
  return Object.hasOwn(table, key)
}
