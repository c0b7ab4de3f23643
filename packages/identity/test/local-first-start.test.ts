import { createSqliteCatalog, type SqliteCatalog } from '@vitrine/catalogs/sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFirstUsers, createPasswords, type FirstPasswords } from '../src/local/index.ts'
import { CHEAP } from './connect-local.ts'

describe('the first start', () => {
  const passwords = createPasswords({ cost: CHEAP })
  const now = () => new Date('2026-01-02T03:04:05.678Z')
  let catalog: SqliteCatalog
  let kept: FirstPasswords[]
  beforeEach(async () => {
    catalog = await createSqliteCatalog({ path: ':memory:' })
    kept = []
  })
  afterEach(() => catalog.close())

  const start = (keep = async (first: FirstPasswords) => void kept.push(first)) =>
    createFirstUsers({ directory: catalog.directory, passwords, now, keep })

  test('makes an administrator, and a member of a project for trying things', async () => {
    expect(await start()).toBe(true)
    const { directory } = catalog
    expect(await rolesOf('admin')).toStrictEqual({ project: 'admin', roles: ['admin'] })
    expect(await rolesOf('demo')).toStrictEqual({ project: 'demo', roles: ['member'] })
    const roles = await directory.listRoles()
    expect(roles.map(({ name }) => name)).toStrictEqual(['admin', 'member', 'reader', 'service'])
    expect(await directory.listAssignments({})).toHaveLength(2)
  })

  test('gives each a password of its own, which is kept before there are users', async () => {
    let users: unknown
    await start(async (first) => {
      kept.push(first)
      users = await catalog.directory.listUsers()
    })
    expect(users).toStrictEqual([])
    const [first] = kept
    expect(first?.admin).not.toBe(first?.demo)
    for (const name of ['admin', 'demo'] as const) {
      expect(first?.[name]).toMatch(/^\w{33,}$/)
      const user = await catalog.directory.findUser({ name })
      expect(await passwords.verify(user?.passwordHash, first?.[name] ?? '')).toBe(true)
    }
  })

  test('is once', async () => {
    await start()
    const users = await catalog.directory.listUsers()
    expect(await start()).toBe(false)
    expect(kept).toHaveLength(1)
    expect(await catalog.directory.listUsers()).toStrictEqual(users)
  })

  test('begins anew when the passwords could not be kept', async () => {
    await expect(start(() => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full')
    expect(await catalog.directory.listUsers()).toStrictEqual([])
    expect(await start()).toBe(true)
  })

  async function rolesOf(name: string) {
    const user = await catalog.directory.findUser({ name })
    const project = await catalog.directory.findProject({ id: user?.defaultProjectId ?? '' })
    const roles = await catalog.directory.rolesOf(user?.id ?? '', project?.id ?? '')
    return { project: project?.name, roles: roles.map((role) => role.name) }
  }
})
