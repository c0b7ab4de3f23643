import { describe, expect, test } from 'vitest'
import { aCaller } from '../../test/builders.ts'
import { holds, type PolicyTarget } from './check.ts'
import { parseRule, type RuleText } from './parse-rule.ts'

const NAMED = new Map(
  Object.entries({ owner: 'project_id:%(project_id)s', nobody: '!', context_is_admin: 'role:boss' }).map(
    ([name, text]) => [name, parseRule(text)],
  ),
)

/** A member of project-a. */
const caller = aCaller({
  roles: ['member', 'reader', 'compute:operator'],
  serviceRoles: ['service'],
  userDomainId: 'domain-u',
  projectDomainId: 'domain-p',
})
const target: PolicyTarget = {
  project_id: 'project-a',
  visibility: 'public',
  protected: true,
  os_hidden: false,
  min_ram: 512,
  needed: 'Member',
  'hw:cpu policy': 'dedicated',
  nothing: null,
}

const decide = (rule: RuleText, who = caller) => holds(parseRule(rule), NAMED, who, target)

describe('a rule', () => {
  test.for<{ rule: RuleText; want: boolean }>([
    { rule: '', want: true },
    { rule: '@', want: true },
    { rule: '!', want: false },

    { rule: 'role:member', want: true },
    { rule: 'role:MEMBER', want: true },
    { rule: 'role:admin', want: false },
    { rule: 'role:compute:operator', want: true },
    { rule: 'role:%(needed)s', want: true },
    { rule: 'roles:Member', want: true },
    { rule: 'service_roles:Service', want: true },
    { rule: 'service_roles:member', want: false },
    { rule: 'role:service', want: false },

    { rule: 'rule:owner', want: true },
    { rule: 'rule:nobody', want: false },
    { rule: 'is_admin:True', want: false },
    { rule: 'is_admin:False', want: true },

    { rule: 'project_id:%(project_id)s', want: true },
    { rule: 'project_id:project-b', want: false },
    { rule: 'tenant:project-a', want: true },
    { rule: 'user_id:user-a', want: true },
    { rule: 'user:user-b', want: false },
    { rule: 'user_domain_id:domain-u', want: true },
    { rule: 'project_domain_id:domain-p', want: true },
    { rule: 'project_domain_id:DOMAIN-P', want: false },

    { rule: `'public':%(visibility)s`, want: true },
    { rule: `"public":%(visibility)s`, want: true },
    { rule: `'Public':%(visibility)s`, want: false },
    { rule: `'dedicated':%(hw:cpu policy)s`, want: true },
    { rule: 'True:%(protected)s', want: true },
    { rule: `'True':%(protected)s`, want: true },
    { rule: 'True:%(os_hidden)s', want: false },
    { rule: 'False:%(os_hidden)s', want: true },
    { rule: '512:%(min_ram)s', want: true },
    { rule: '51:%(min_ram)s', want: false },
    { rule: `'a (b) or c':%(visibility)s`, want: false },
  ])('of one check: $rule is $want', ({ rule, want }) => {
    expect(decide(rule)).toBe(want)
  })

  test.for<{ rule: RuleText; want: boolean }>([
    { rule: '@ and !', want: false },
    { rule: '@ or !', want: true },
    { rule: '@ AND NOT ! Or !', want: true },
    { rule: '@ or @ and !', want: true },
    { rule: '! and @ or @', want: true },
    { rule: '! and (@ or @)', want: false },
    { rule: '(@ or @) and !', want: false },
    { rule: 'not @ or @', want: true },
    { rule: 'not (@ or @)', want: false },
    { rule: 'not not @', want: true },
    { rule: '@ and not ! and @', want: true },
    { rule: ' ( ( @ ) ) ', want: true },
    { rule: '(role:member)and(role:reader)', want: true },
    { rule: 'role:member\n  and\trole:admin', want: false },
    { rule: `role:reader and (rule:nobody or 'public':%(visibility)s)`, want: true },
    { rule: `not ('public':%(visibility)s and role:member)`, want: false },
  ])('joins checks, and closer than or, not closest: $rule is $want', ({ rule, want }) => {
    expect(decide(rule)).toBe(want)
  })

  test.for<{ rule: RuleText; want: boolean }>([
    { rule: [], want: true },
    { rule: [[]], want: false },
    { rule: ['role:admin', 'role:member'], want: true },
    { rule: [['role:admin'], ['role:member', 'rule:owner']], want: true },
    { rule: [['role:member', '!'], ['role:admin']], want: false },
  ])('as a list is one of its lists, and of that all: $rule is $want', ({ rule, want }) => {
    expect(decide(rule)).toBe(want)
  })

  test.for([
    'project_id:%(nothing)s',
    'project_id:%(unknown)s',
    'domain_id:%(nothing)s',
    'domain_id:None',
    `'':%(nothing)s`,
    `'None':%(nothing)s`,
    `'null':%(nothing)s`,
    'role:%(nothing)s',
    'system_scope:all',
    'project_id:%(toString)s',
    `'[object Object]':%(__proto__)s`,
  ])('equals nothing with what has no value, nor that with itself: %s', (rule) => {
    const unscoped = aCaller({ projectId: null })
    expect(decide(rule)).toBe(false)
    expect(decide(rule, unscoped)).toBe(false)
  })

  test.for([
    { rule: ' ', reason: 'A check is missing at the end' },
    { rule: 'role:a and', reason: 'A check is missing at the end' },
    { rule: 'not', reason: 'A check is missing at the end' },
    { rule: '()', reason: `A check is missing before ')'` },
    { rule: 'or role:a', reason: `A check is missing before 'or'` },
    { rule: 'role:a and or role:b', reason: `A check is missing before 'or'` },
    { rule: '(role:a', reason: `A ')' is missing` },
    { rule: 'role:a)', reason: `'and' or 'or' is missing before ')'` },
    { rule: 'role:a role:b', reason: `'and' or 'or' is missing before 'role:b'` },
    { rule: 'role:a (role:b)', reason: `'and' or 'or' is missing before '('` },
    { rule: 'admin', reason: `'admin' is no check: KIND:VALUE, @ (everyone) and ! (no one) are` },
    { rule: 'role:', reason: `'role:' is no check` },
    { rule: ':admin', reason: `':admin' is no check` },
    { rule: `'role:admin'`, reason: 'is no check' },
    { rule: `'public:%(visibility)s`, reason: 'is no check' },
    { rule: `'a\\x41':%(visibility)s`, reason: 'is no check' },
    { rule: 'Role:admin', reason: `'Role' before the colon is none of rule, is_admin, role,` },
    { rule: 'project_name:demo', reason: `'project_name' before the colon is none of` },
    { rule: 'None:%(owner)s', reason: `'None' before the colon is none of` },
    { rule: 'toString:x', reason: `'toString' before the colon is none of` },
    { rule: 'public:%(visibility)s', reason: 'a text wants quotes' },
    { rule: 'http://policy.example/%(name)s', reason: 'asks another server' },
    { rule: 'https://policy.example/', reason: 'asks another server' },
    { rule: 'is_admin:true', reason: 'is_admin:True and is_admin:False are' },
    { rule: `project_id:'a'`, reason: `''a'' after the colon is neither one %(name)s nor one word without quotes` },
    { rule: 'role:%(project_id)s_admin', reason: 'is neither one %(name)s' },
    { rule: 'project_id:%(project_id)', reason: `'%' after the colon is neither one %(name)s` },
    { rule: ['role:a and role:b'], reason: `'a and role:b' after the colon is neither` },
    { rule: [['role:a', '']], reason: `'' is no check` },
  ])('is refused with a reason: $rule', ({ rule, reason }) => {
    const refusal = { name: 'RuleSyntaxError', message: expect.stringContaining(reason) }
    expect(() => parseRule(rule)).toThrow(expect.objectContaining(refusal))
  })

  test('may be nested as deep as people write, and no deeper, whatever its length', () => {
    const nested = (levels: number, open: string, close = '') => `${open.repeat(levels)}@${close.repeat(levels)}`
    expect(decide(nested(20, '(', ')'))).toBe(true)
    expect(decide(nested(20, 'not '))).toBe(true)
    expect(
      decide(
        Array(50)
          .fill(nested(10, '(', ')'))
          .join(' and '),
      ),
    ).toBe(true)
    for (const deep of [nested(100_000, '(', ')'), nested(100_000, 'not '), nested(100_000, '(')]) {
      expect(() => parseRule(deep)).toThrow('nested more than 20 levels deep')
    }
  })
})
