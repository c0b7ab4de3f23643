import { describe, expect, test } from 'vitest'
import { aCaller, admin, anImage } from '../../test/builders.ts'
import { compilePattern } from '../pattern.ts'
import type { Check } from '../policy/check.ts'
import { parseRule } from '../policy/parse-rule.ts'
import { createPolicy } from '../policy/policy.ts'
import type { Caller } from '../ports/identity.ts'
import {
  createPropertyProtection,
  noPropertyProtection,
  PROPERTY_OPERATIONS,
  type PropertyOperation,
  type PropertySection,
} from './property-protection.ts'

const everyone: Check = { kind: 'always' }
const nobody: Check = { kind: 'never' }
const role = (name: string) => parseRule(`role:${name}`)
const section = (
  pattern: string,
  rest: Check,
  own: Partial<Record<PropertyOperation, Check>> = {},
): PropertySection => ({
  pattern: compilePattern(pattern),
  ...{ create: rest, read: rest, update: rest, delete: rest },
  ...own,
})

const SECTIONS = [
  section('^open_', everyone),
  section('^billing_', role('billing'), { read: everyone }),
  section('^secret_', role('billing')),
  section('^drop_', role('billing'), { create: everyone }),
  section('^pool_', role('billing'), { create: everyone, update: everyone }),
  section('^frozen_', nobody, { read: everyone }),
  section('^keep_', everyone, { delete: nobody }),
  section('^named_', parseRule('rule:biller')),
]
const policy = createPolicy({ biller: 'role:billing' }, ['biller'])
const protection = createPropertyProtection(SECTIONS, policy)

const member = aCaller()
const biller = aCaller({ roles: ['member', 'reader', 'billing'] })
const served = aCaller({ serviceRoles: ['billing'] })

const forbidden = (name: string) =>
  expect.objectContaining({ code: 'forbidden', message: expect.stringContaining(`'${name}'`) })

/** Which operations somebody may do on a property of this name, by doing them. */
function operationsOf(caller: Caller, name: string): PropertyOperation[] {
  const rights = protection(caller)
  const having = anImage({ properties: { [name]: 'a' } })
  const attempts: Record<PropertyOperation, () => unknown> = {
    create: () => rights.assertMayCreate(having.properties),
    read: () => rights.mayRead(name) || nothing(),
    update: () => rights.applied(having, { ...having, properties: { [name]: 'b' } }),
    delete: () => {
      const { properties } = rights.applied(having, { ...having, properties: {} })
      return Object.hasOwn(properties, name) ? nothing() : undefined
    },
  }
  return PROPERTY_OPERATIONS.filter((operation) => {
    try {
      attempts[operation]()
      return true
    } catch {
      return false
    }
  })
}

function nothing(): never {
  throw new Error('Nothing happened')
}

describe('the rights to a property', () => {
  test.for<{ name: string; caller: Caller; who: string; may: string }>([
    { name: 'open_a', caller: member, who: 'a member', may: 'create read update delete' },
    { name: 'billing_a', caller: member, who: 'a member', may: 'read' },
    { name: 'billing_a', caller: biller, who: 'a biller', may: 'create read update delete' },
    {
      name: 'billing_a',
      caller: served,
      who: 'a member whom a billing service calls for',
      may: 'create read update delete',
    },
    { name: 'billing_a', caller: admin, who: 'an administrator', may: 'read' },
    { name: 'secret_a', caller: member, who: 'a member', may: '' },
    { name: 'secret_a', caller: biller, who: 'a biller', may: 'create read update delete' },
    { name: 'drop_a', caller: member, who: 'a member', may: 'create' },
    { name: 'frozen_a', caller: biller, who: 'a biller', may: 'read' },
    { name: 'keep_a', caller: member, who: 'a member', may: 'create read update' },
    { name: 'named_a', caller: member, who: 'a member', may: '' },
    { name: 'named_a', caller: biller, who: 'who holds the named rule', may: 'create read update delete' },
    { name: 'other', caller: member, who: 'a member', may: '' },
    { name: 'other', caller: admin, who: 'an administrator', may: '' },
    { name: 'kernel_id', caller: admin, who: 'an administrator', may: '' },
    { name: 'os_glance_import_task', caller: member, who: 'a member', may: 'create read update delete' },
  ])('$name of $who are those of the first section: $may', ({ name, caller, may }) => {
    expect(operationsOf(caller, name).join(' ')).toBe(may)
  })

  test('are decided by the first of two sections that match', () => {
    const rights = createPropertyProtection([section('^a', nobody), section('^ab', everyone)], policy)(member)
    expect(rights.mayRead('abc')).toBe(false)
  })

  test('are everybody’s where nothing is protected, and then no image is copied', () => {
    const image = anImage({ properties: { other: 'a' } })
    const rights = noPropertyProtection(aCaller({ roles: [] }))
    expect(rights.readable(image)).toBe(image)
    expect(rights.applied(image, anImage())).toStrictEqual(anImage())
    expect(() => rights.assertMayCreate(image.properties)).not.toThrow()
  })
})

describe('an image with protected properties', () => {
  const properties = { open_a: '1', billing_a: '2', secret_a: '3', other: '4' }
  const image = anImage({ properties })

  test('is read without those that the caller may not read', () => {
    expect(protection(member).readable(image)).toStrictEqual({ ...image, properties: { open_a: '1', billing_a: '2' } })
    expect(protection(biller).readable(image).properties).toStrictEqual({ open_a: '1', billing_a: '2', secret_a: '3' })
  })

  test('keeps those that the caller may not read, whatever the caller does to the others', () => {
    const next = { ...image, name: 'new', properties: { billing_a: '2', open_b: '5' } }
    expect(protection(member).applied(image, next)).toStrictEqual({
      ...next,
      properties: { billing_a: '2', open_b: '5', secret_a: '3', other: '4' },
    })
  })

  test('is changed by who leaves the properties of others as they are', () => {
    const seen = protection(member).readable(image)
    expect(protection(member).applied(image, { ...seen, name: 'new' })).toStrictEqual({ ...image, name: 'new' })
  })

  test.for([
    { name: 'a new one', next: { billing_a: '2', billing_b: 'x' }, offender: 'billing_b' },
    { name: 'another value', next: { billing_a: 'x' }, offender: 'billing_a' },
    { name: 'one that is gone', next: {}, offender: 'billing_a' },
    { name: 'a name of nobody', next: { billing_a: '2', another: 'x' }, offender: 'another' },
  ])('is not given $name by who may not', ({ next, offender }) => {
    const change = () => protection(member).applied(image, { ...image, properties: next })
    expect(change).toThrow(forbidden(offender))
  })

  test('is not given another value for one that the caller may make, but can neither read nor change', () => {
    const guarded = anImage({ properties: { drop_a: 'mine', pool_a: 'mine' } })
    const give =
      (name: string, value = 'yours') =>
      () =>
        protection(member).applied(guarded, { ...guarded, properties: { [name]: value } }).properties
    expect(give('drop_a')).toThrow(forbidden('drop_a'))
    // Whether a guess is right is not told either.
    expect(give('drop_a', 'mine')).toThrow(forbidden('drop_a'))
    expect(give('pool_a')()).toStrictEqual({ drop_a: 'mine', pool_a: 'yours' })
  })

  test('may have names that objects treat specially', () => {
    const odd = anImage({ properties: Object.fromEntries([['__proto__', 'x']]) })
    const kept = protection(member).applied(odd, { ...odd, properties: {} })
    expect(Object.entries(kept.properties)).toStrictEqual([['__proto__', 'x']])
  })
})
