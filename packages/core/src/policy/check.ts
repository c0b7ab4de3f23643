import type { Caller } from '../ports/identity.ts'

/** What a rule is asked about, by the names that rules use. */
export type PolicyTarget = Readonly<Record<string, string | number | boolean | null | undefined>>

/** A rule, taken apart. */
export type Check =
  | { readonly kind: 'always' | 'never' }
  | { readonly kind: 'and' | 'or'; readonly checks: readonly Check[] }
  | { readonly kind: 'not'; readonly check: Check }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'role'; readonly of: 'roles' | 'serviceRoles'; readonly role: Value }
  | { readonly kind: 'equal'; readonly left: Value; readonly right: Value }

/** One side of a comparison. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'target'; readonly name: string }
  | { readonly kind: 'caller'; readonly fact: CallerFact }

export type CallerFact = keyof typeof CALLER_FACTS

/** What rules may compare of a caller, by the names of the credentials that services hand to their policy. */
export const CALLER_FACTS = {
  user_id: ({ userId }: Caller) => userId,
  user: ({ userId }: Caller) => userId,
  project_id: ({ projectId }: Caller) => projectId,
  tenant: ({ projectId }: Caller) => projectId,
  domain_id: ({ domainId }: Caller) => domainId,
  user_domain_id: ({ userDomainId }: Caller) => userDomainId,
  project_domain_id: ({ projectDomainId }: Caller) => projectDomainId,
  system_scope: ({ isSystem }: Caller) => (isSystem ? 'all' : null),
} as const satisfies Record<string, (caller: Caller) => string | null>

/** A rule that does not exist never holds. */
export function holds(check: Check, rules: ReadonlyMap<string, Check>, caller: Caller, target: PolicyTarget): boolean {
  switch (check.kind) {
    case 'always':
      return true
    case 'never':
      return false
    case 'and':
      return check.checks.every((part) => holds(part, rules, caller, target))
    case 'or':
      return check.checks.some((part) => holds(part, rules, caller, target))
    case 'not':
      return !holds(check.check, rules, caller, target)
    case 'rule': {
      const named = rules.get(check.name)
      return named !== undefined && holds(named, rules, caller, target)
    }
    case 'role': {
      const role = resolve(check.role, caller, target)
      return role !== null && caller[check.of].includes(role.toLowerCase())
    }
    case 'equal': {
      // What has no value equals nothing: an image without owner is not that of a caller without project.
      const left = resolve(check.left, caller, target)
      return left !== null && left === resolve(check.right, caller, target)
    }
  }
}

function resolve(value: Value, caller: Caller, target: PolicyTarget): string | null {
  if (value.kind === 'text') return value.text
  if (value.kind === 'caller') return CALLER_FACTS[value.fact](caller)
  return Object.hasOwn(target, value.name) ? textOf(target[value.name]) : null
}

/** Truths as policy files write them: `True` and `False`. */
function textOf(value: PolicyTarget[string]): string | null {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return value?.toString() ?? null
}
