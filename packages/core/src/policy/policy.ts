import type { Caller } from '../ports/identity.ts'
import { Problem } from '../problem.ts'
import { type Check, holds, type PolicyTarget } from './check.ts'
import type { RuleText } from './parse-rule.ts'
import { readRules } from './rule-set.ts'
import { RULES, type RuleName } from './rules.ts'

export interface Policy {
  allows(rule: RuleName, caller: Caller, target?: PolicyTarget): boolean
  /** Rejects with `forbidden`; `what` says in the message what was wanted: "Image 7b97…". */
  assertAllows(rule: RuleName, caller: Caller, target: PolicyTarget, what: string): void
  /** Whether the caller sees and may do what concerns every project. */
  isAdmin(caller: Caller): boolean
  /** By a check that is no rule of the policy but may refer to them. It is about the caller alone, and no target. */
  permits(check: Check, caller: Caller): boolean
}

/**
 * Decides by `RULES` and an operator's `overrides` of them; what is `usedElsewhere` may be a name of the operator's
 * own. Throws `PolicyError` for overrides that cannot be used.
 */
export function createPolicy(
  overrides: Readonly<Record<string, RuleText>> = {},
  usedElsewhere: readonly string[] = [],
): Policy {
  const rules = readRules(overrides, usedElsewhere)
  const permits = (check: Check, caller: Caller, target: PolicyTarget = {}) =>
    isInScope(caller) && holds(check, rules, caller, target)
  const allows: Policy['allows'] = (rule, caller, target) => permits({ kind: 'rule', name: rule }, caller, target)

  return {
    allows,
    assertAllows(rule, caller, target, what) {
      if (allows(rule, caller, target)) return
      const reason = isInScope(caller)
        ? `rule '${rule}' of the policy lets ${Object.hasOwn(overrides, rule) ? 'others' : RULES[rule].who} do this`
        : 'it needs a token for a project, and this one has a wider scope'
      throw new Problem('forbidden', `${what}: ${reason}`)
    },
    isAdmin: (caller) => allows('context_is_admin', caller),
    permits,
  }
}

/** Images belong to projects: tokens for a domain or the whole deployment have no say, whatever their roles. */
function isInScope({ isSystem, domainId }: Caller): boolean {
  return !isSystem && domainId === null
}
