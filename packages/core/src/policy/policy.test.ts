import { describe, expect, test } from 'vitest'
import { aCaller, admin } from '../../test/builders.ts'
import type { RuleText } from './parse-rule.ts'
import { createPolicy } from './policy.ts'

const member = aCaller()
const own = { project_id: 'project-a' }

describe('a policy', () => {
  test('replaces the rules that an operator names, and only these', () => {
    const policy = createPolicy({ delete_image: 'role:janitor' })
    const janitor = aCaller({ roles: ['janitor'] })
    expect(policy.allows('delete_image', member, own)).toBe(false)
    expect(policy.allows('delete_image', janitor, own)).toBe(true)
    expect(policy.allows('modify_image', member, own)).toBe(true)
    expect(policy.allows('modify_image', janitor, own)).toBe(false)
  })

  test('takes rules of other names for rules to refer to', () => {
    const policy = createPolicy({ cloud_admin: 'role:cloud_image_admin', context_is_admin: [['rule:cloud_admin']] })
    expect(policy.isAdmin(aCaller({ roles: ['cloud_image_admin'] }))).toBe(true)
    expect(policy.isAdmin(admin)).toBe(false)
  })

  test('takes rules of other names that are used elsewhere, for checks that stand outside', () => {
    const policy = createPolicy({ biller: 'role:billing' }, ['biller'])
    const biller = aCaller({ roles: ['billing'] })
    expect(policy.permits({ kind: 'rule', name: 'biller' }, biller)).toBe(true)
    expect(policy.permits({ kind: 'rule', name: 'biller' }, member)).toBe(false)
    expect(policy.permits({ kind: 'always' }, member)).toBe(true)
    expect(() => createPolicy({ bilker: 'role:billing' }, ['biller'])).toThrow('There is no such rule')
  })

  test('calls administrator whom the rule says, in every default', () => {
    const policy = createPolicy({ context_is_admin: 'role:boss' })
    const boss = aCaller({ roles: ['boss'], projectId: 'project-b' })
    for (const rule of ['delete_image', 'publicize_image', 'tasks_api_access', 'add_metadef_tag'] as const) {
      expect(policy.allows(rule, boss, own)).toBe(true)
      expect(policy.allows(rule, admin, own)).toBe(false)
    }
  })

  test.for([
    { name: 'the whole deployment', scope: { isSystem: true } },
    { name: 'a domain', scope: { domainId: 'default' } },
  ])('gives tokens for $name no say, whatever their roles', ({ scope }) => {
    const policy = createPolicy({ get_images: '@' })
    const caller = { ...admin, projectId: null, ...scope }
    expect(policy.allows('get_images', caller)).toBe(false)
    expect(policy.isAdmin(caller)).toBe(false)
    expect(policy.permits({ kind: 'always' }, caller)).toBe(false)
    expect(() => policy.assertAllows('get_images', caller, {}, 'The list')).toThrow(
      expect.objectContaining({
        code: 'forbidden',
        message: expect.stringMatching(/^The list: .*token for a project/),
      }),
    )
  })

  test.for([
    {
      name: 'by default',
      overrides: {},
      message: `Image 7: rule 'delete_image' of the policy lets members of the project`,
    },
    {
      name: 'by an operator',
      overrides: { delete_image: '!' },
      message: `rule 'delete_image' of the policy lets others`,
    },
  ])('says which rule forbids $name', ({ overrides, message }) => {
    const refusal = { code: 'forbidden', message: expect.stringContaining(message) }
    expect(() => createPolicy(overrides).assertAllows('delete_image', aCaller({ roles: [] }), own, 'Image 7')).toThrow(
      expect.objectContaining(refusal),
    )
  })
})

describe('an override', () => {
  const links = (count: number, next: (link: number) => string) =>
    Object.fromEntries(Array.from({ length: count }, (_, link) => [`link${link}`, next(link)]))

  test.for<{ name: string; overrides: Record<string, RuleText>; rule: string; reason: string }>([
    {
      name: 'a name that is not there',
      overrides: { get_image: '', get_imagse: 'role:reader' },
      rule: 'get_imagse',
      reason: 'There is no such rule, and no other rule refers to it',
    },
    {
      name: 'a reference to what is not there',
      overrides: { owner: 'rule:project', get_image: 'rule:owner' },
      rule: 'owner',
      reason: `It refers to the rule 'project', which does not exist`,
    },
    { name: 'itself', overrides: { get_image: 'not rule:get_image' }, rule: 'get_image', reason: 'refers to itself' },
    {
      name: 'itself through a default',
      overrides: { context_is_admin: 'rule:delete_image' },
      rule: 'context_is_admin',
      reason: `It refers to itself, through 'delete_image'`,
    },
    {
      name: 'itself through is_admin',
      overrides: { context_is_admin: 'is_admin:True' },
      rule: 'context_is_admin',
      reason: 'It refers to itself',
    },
    {
      name: 'others that refer to themselves',
      overrides: { get_image: 'rule:a', a: 'rule:b', b: 'rule:c', c: 'rule:b' },
      rule: 'b',
      reason: `It refers to itself, through 'c'`,
    },
    { name: 'wrong words', overrides: { get_image: 'role:a role:b' }, rule: 'get_image', reason: `missing before` },
    {
      name: 'more checks than a request may cost, by doubling',
      overrides: {
        get_image: 'rule:link0',
        ...links(30, (n) => (n < 29 ? `rule:link${n + 1} and rule:link${n + 1}` : '@')),
      },
      rule: 'get_image',
      reason: 'more than 1000 checks',
    },
    {
      name: 'more checks than a request may cost, one after the other',
      overrides: { get_image: 'rule:link0', ...links(2000, (n) => (n < 1999 ? `rule:link${n + 1}` : '@')) },
      rule: 'get_image',
      reason: 'more than 1000 checks',
    },
    {
      name: 'more checks than a request may cost, in one line',
      overrides: { get_image: Array(1001).fill('role:a').join(' or ') },
      rule: 'get_image',
      reason: 'more than 1000 checks',
    },
  ])('is refused, by its name: $name', ({ overrides, rule, reason }) => {
    const refusal = { name: 'PolicyError', rule, message: expect.stringContaining(reason) }
    expect(() => createPolicy(overrides)).toThrow(expect.objectContaining(refusal))
  })

  test('may be as long as the limit', () => {
    const overrides = { get_image: 'rule:link0', ...links(900, (n) => (n < 899 ? `rule:link${n + 1}` : 'role:member')) }
    expect(createPolicy(overrides).allows('get_image', member)).toBe(true)
  })

  test('is not taken for a rule when its name is one that every object has', () => {
    const overrides = Object.fromEntries([['toString', '@']])
    expect(() => createPolicy(overrides)).toThrow('There is no such rule')
  })
})
