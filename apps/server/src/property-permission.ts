import type { Check } from '@vitrine/core'
import { ConfigError } from './setting-values.ts'

export type PermissionFormat = 'roles' | 'policies'

/** Whom a line of the property protection file lets. Throws `ConfigError`, which begins with `where`. */
export function parsePermission(text: string, format: PermissionFormat, where: string): Check {
  const names = text.split(',').map((name) => name.trim())
  if (names.includes('')) throw new ConfigError(`${where} has an empty place; '@' is for everyone, '!' for no one`)
  if (names.length > 1) assertSeveral(names, format, where)
  const [name = ''] = names
  if (name === '@') return { kind: 'always' }
  if (name === '!') return { kind: 'never' }
  if (format === 'policies') return { kind: 'rule', name }
  return { kind: 'or', checks: names.map((text) => ({ kind: 'role', of: 'roles', role: { kind: 'text', text } })) }
}

function assertSeveral(names: readonly string[], format: PermissionFormat, where: string): void {
  if (format === 'policies') {
    throw new ConfigError(`${where} takes one rule of the policy, not ${names.length}: join them in one of policy_file`)
  }
  const alone = names.find((name) => name === '@' || name === '!')
  if (alone) throw new ConfigError(`${where} has '${alone}' beside roles: '@' (everyone) and '!' (no one) stand alone`)
}
