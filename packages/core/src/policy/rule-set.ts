import type { Check } from './check.ts'
import { RuleSyntaxError } from './parse-check.ts'
import { parseRule, type RuleText } from './parse-rule.ts'
import { RULES } from './rules.ts'

/** A rule of an operator that cannot be used. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
  /** The name of the rule that is wrong. */
  readonly rule: string

  constructor(rule: string, reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.rule = rule
  }
}

export type RuleSet = ReadonlyMap<string, Check>

/** Bounds what a request costs, and how deep evaluation goes. */
const MAX_CHECKS = 1000

/**
 * The rules of `RULES`, each replaced by the one of the same name in `overrides`. Other names there are for rules to
 * refer to, or for what is `usedElsewhere`. Throws `PolicyError` for an override that cannot be read, refers to what
 * there is not or to itself, takes too many checks, or serves nothing.
 */
export function readRules(overrides: Readonly<Record<string, RuleText>>, usedElsewhere: readonly string[]): RuleSet {
  const rules = new Map<string, Check>()
  for (const [name, { check }] of Object.entries(RULES)) rules.set(name, parseRule(check))
  for (const [name, text] of Object.entries(overrides)) rules.set(name, parseOverride(name, text))
  const names = Object.keys(overrides)
  assertUsed(rules, names, usedElsewhere)
  for (const name of names) assertReferences(rules, name)
  for (const name of names) assertBounded(rules, name)
  return rules
}

function parseOverride(name: string, text: RuleText): Check {
  try {
    return parseRule(text)
  } catch (error) {
    if (error instanceof RuleSyntaxError) throw new PolicyError(name, error.message, { cause: error })
    throw error
  }
}

/** A misspelt name would leave the rule it was meant for as it was. */
function assertUsed(rules: RuleSet, names: readonly string[], usedElsewhere: readonly string[]): void {
  const used = new Set([...rules.values()].flatMap(referencesOf).concat(usedElsewhere))
  for (const name of names) {
    if (!Object.hasOwn(RULES, name) && !used.has(name)) {
      throw new PolicyError(name, 'There is no such rule, and no other rule refers to it')
    }
  }
}

function assertReferences(rules: RuleSet, name: string): void {
  const reached = new Set([name])
  // Grows while it is walked.
  for (const from of reached) {
    for (const next of referencesOf(rules.get(from))) {
      if (next === name) throw new PolicyError(name, `It refers to itself${from === name ? '' : `, through '${from}'`}`)
      if (rules.has(next)) reached.add(next)
      else if (from === name) throw new PolicyError(name, `It refers to the rule '${next}', which does not exist`)
    }
  }
}

function assertBounded(rules: RuleSet, name: string): void {
  const pending: Array<Check | undefined> = [{ kind: 'rule', name }]
  for (let count = 0; pending.length > 0; count++) {
    if (count > MAX_CHECKS) {
      throw new PolicyError(name, `It takes more than ${MAX_CHECKS} checks, those of the rules it refers to included`)
    }
    const check = pending.pop()
    if (check?.kind === 'rule') pending.push(rules.get(check.name))
    else for (const part of partsOf(check)) pending.push(part)
  }
}

function referencesOf(check: Check | undefined): string[] {
  return check?.kind === 'rule' ? [check.name] : partsOf(check).flatMap(referencesOf)
}

function partsOf(check: Check | undefined): readonly Check[] {
  if (check?.kind === 'not') return [check.check]
  return check?.kind === 'and' || check?.kind === 'or' ? check.checks : []
}
