import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ANONYMOUS, type Caller, createPolicy, createPropertyProtection } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

const aCaller = (...roles: string[]): Caller => ({ ...ANONYMOUS, projectId: 'project-a', roles })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-properties-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Files {
  readonly properties: string
  readonly policy?: string
  readonly format?: string
}

async function read({ properties, policy = '', format = 'roles' }: Files) {
  const paths = { properties: join(folder, 'properties.conf'), policy: join(folder, 'policy.yaml') }
  await Promise.all([writeFile(paths.properties, properties), writeFile(paths.policy, policy)])
  const flags = {
    property_protection_file: paths.properties,
    property_protection_rule_format: format,
    policy_file: paths.policy,
  }
  const { propertyProtection, policyRules } = readConfig({ flags, environment: {} })
  const names = propertyProtection.ruleUses.map(({ rule }) => rule)
  return createPropertyProtection(propertyProtection.sections, createPolicy(policyRules, names))
}

const section = (name: string, read: string) => `[${name}]\ncreate = @\nread = ${read}\nupdate = @\ndelete = @\n`

describe('a property protection file', () => {
  test('is not needed', () => {
    expect(readConfig({ flags: {}, environment: {} }).propertyProtection).toStrictEqual({ sections: [], ruleUses: [] })
  })

  test('lets roles, in either case, and everyone or no one', async () => {
    const protection = await read({
      properties: section('^a', 'Billing, curator') + section('^b', '@') + section('^c', '!') + section('d', 'billing'),
    })
    const readableTo = (caller: Caller) => ['a', 'b', 'c', 'xd', 'e'].filter(protection(caller).mayRead)
    expect(readableTo(aCaller('billing'))).toStrictEqual(['a', 'b', 'xd'])
    expect(readableTo(aCaller('curator'))).toStrictEqual(['a', 'b'])
    expect(readableTo(aCaller('admin'))).toStrictEqual(['b'])
  })

  test('lets the four operations be for others each', async () => {
    const protection = await read({ properties: '[x]\ncreate = a\nread = b\nupdate = c\ndelete = d\n' })
    const image = { properties: { x: '1' } }
    expect(() => protection(aCaller('a')).assertMayCreate(image.properties)).not.toThrow()
    expect(() => protection(aCaller('b')).assertMayCreate(image.properties)).toThrow(`let you create it`)
    expect(protection(aCaller('b')).readable(image)).toStrictEqual(image)
  })

  test('may name rules of the policy, own ones too', async () => {
    const protection = await read({
      properties: section('^a', 'biller') + section('^b', 'context_is_admin') + section('^c', '@') + section('^d', '!'),
      policy: 'biller: role:billing\n',
      format: 'policies',
    })
    const readableTo = (caller: Caller) => ['a', 'b', 'c', 'd'].filter(protection(caller).mayRead)
    expect(readableTo(aCaller('billing'))).toStrictEqual(['a', 'c'])
    expect(readableTo(aCaller('admin'))).toStrictEqual(['b', 'c'])
    expect(readableTo({ ...aCaller(), serviceRoles: ['billing'] })).toStrictEqual(['a', 'c'])
  })

  test.each(['roles', 'policies'])('may be the example with %s of docs/properties.md', async (format) => {
    const page = await readFile(new URL('../../../docs/properties.md', import.meta.url), 'utf8')
    const [roles = '', policies = ''] = [...page.matchAll(/```ini\n(.*?)```/gs)].map(([, example = '']) => example)
    const [, policy = ''] = /```yaml\n(.*?)```/s.exec(page) ?? []
    const protection = await read(format === 'roles' ? { properties: roles } : { properties: policies, policy, format })
    const [member, biller] = [protection(aCaller('member', 'reader')), protection(aCaller('billing'))]
    expect(member.mayRead('billing_code')).toBe(true)
    expect(() => member.assertMayCreate({ billing_code: '1' })).toThrow()
    expect(() => biller.assertMayCreate({ billing_code: '1' })).not.toThrow()
    expect(() => member.assertMayCreate({ hw_disk_bus: 'scsi' })).not.toThrow()
  })

  test.each<Files & { name: string; line: number; says: string[] }>([
    {
      name: 'a missing operation',
      properties: '[^x]\ncreate = @\nread = @\nupdate = @\n',
      line: 1,
      says: [`section '^x'`, `'delete' is missing`, `'@' is for everyone`],
    },
    {
      name: 'a misspelt operation',
      properties: '[^x]\ncreate = @\nraed = @\n',
      line: 3,
      says: [`section '^x'`, `'raed' is none of create, read, update, delete`],
    },
    {
      name: 'a bad regular expression',
      properties: section('^y', '@') + section('(x', '@'),
      line: 6,
      says: [`section '(x'`, 'no regular expression', 'missing closing )'],
    },
    {
      name: 'an expression that takes no bounded time',
      properties: section('(?!x_)', '@'),
      line: 1,
      says: [`section '(?!x_)'`, 'RE2 syntax: it has no lookaround'],
    },
    {
      name: 'everyone beside roles',
      properties: section('x', '@, admin'),
      line: 3,
      says: [`'read'`, `'@' beside roles`],
    },
    { name: 'no one beside roles', properties: section('x', 'admin,!'), line: 3, says: [`'read'`, `'!' beside roles`] },
    { name: 'everyone and no one', properties: section('x', '@,!'), line: 3, says: [`'read'`, 'stand alone'] },
    { name: 'nothing', properties: section('x', ''), line: 3, says: [`'read'`, 'empty place', `'!' for no one`] },
    { name: 'an empty place', properties: section('x', 'admin,'), line: 3, says: [`'read'`, 'empty place'] },
    { name: 'defaults for other sections', properties: section('DEFAULT', '@'), line: 1, says: ['Every section'] },
    { name: 'text that is no INI', properties: 'create = @\n', line: 1, says: ['A [section] must come first'] },
    {
      name: 'an unknown rule',
      properties: section('x', 'biller'),
      policy: 'bilker: role:x\nget_image: rule:bilker\n',
      format: 'policies',
      line: 3,
      says: [`section 'x'`, `'read' names the rule 'biller', which does not exist`, 'policy_file'],
    },
    {
      name: 'several rules',
      properties: section('x', 'a,b'),
      format: 'policies',
      line: 3,
      says: [`'read' takes one rule of the policy, not 2`, 'policy_file'],
    },
  ])('stops the start with file, line and reason: $name', async ({ line, says, ...files }) => {
    const start = join(folder, `properties.conf:${line}: `)
    const message = expect.toSatisfy(
      (text: string) => text.startsWith(start) && says.every((part) => text.includes(part)),
    )
    await expect(read(files)).rejects.toEqual(expect.objectContaining({ name: 'ConfigError', message }))
  })

  test('stops the start when it protects nothing, or is not there', async () => {
    await expect(read({ properties: '# soon\n' })).rejects.toThrow('properties.conf has no [section]: leave')
    const path = join(folder, 'missing.conf')
    expect(() => readConfig({ flags: { property_protection_file: path }, environment: {} })).toThrow(
      expect.objectContaining({ name: 'ConfigError', message: expect.stringContaining(`${path} cannot be read`) }),
    )
  })

  test('is named in one of two formats', async () => {
    await expect(read({ properties: section('x', '@'), format: 'role' })).rejects.toThrow(
      `--property-protection-rule-format must be one of roles, policies, not 'role'`,
    )
  })
})
