import { randomBytes } from 'node:crypto'
import { createSqliteCatalog } from '@vitrine/catalogs/sqlite'
import type { IdentityDirectory, Role, User } from '@vitrine/core'
import { createLocalIdentity, createPasswords, type Passwords } from '@vitrine/identity/local'
import { type ServiceOptions, startService } from './service.ts'

/** What each user is, by project. The password of demo is `password of demo`, and so on; ids are `id-of-demo`. */
const USERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  admin: { attic: 'admin' },
  demo: { kitchen: 'member', cellar: 'reader' },
  other: { cellar: 'member' },
  glance: { service: 'service' },
  operator: { kitchen: 'ops' },
  retired: { attic: 'member' },
}
const PROJECTS = ['attic', 'cellar', 'closed', 'kitchen', 'service']
const ROLES = ['admin', 'member', 'ops', 'reader', 'service']

export type IdentityService = Awaited<ReturnType<typeof startIdentityService>>

/** The whole service with the built-in identity in use. */
export async function startIdentityService(options: ServiceOptions = {}) {
  const { directory, close } = await createSqliteCatalog({ path: ':memory:' })
  // As cheap as hashes can be made.
  const passwords = createPasswords({ cost: { memoryCost: 8, timeCost: 1 } })
  await fill(directory, passwords)
  const identity = createLocalIdentity({
    directory,
    passwords,
    key: randomBytes(32),
    now: () => new Date(),
    tokenLifeMs: 3_600_000,
    cacheLifeMs: 0,
    cacheSize: 100,
  })
  const generous = { refusals: 10_000, seconds: 1, atOnce: 10, waiting: 1000 }
  const limits = { logins: generous, loginsOfUser: generous, tokens: generous }
  const service = await startService({ ...options, identity, app: { login: identity, limits } })
  return {
    ...service,

    /** Logs in for a project, or `unscoped`. */
    async tokenOf(name: string, scope: string): Promise<string> {
      const { token } = await identity.login({
        by: { method: 'password', user: { id: idOf(name) }, password: `password of ${name}` },
        scope: scope === 'unscoped' ? scope : { project: { id: idOf(scope) } },
      })
      return token
    },

    async stop(): Promise<void> {
      await service.stop()
      await close()
    },
  }
}

const idOf = (name: string) => `id-of-${name}`
const named = (name: string): Role => ({ id: idOf(name), name })

async function fill(directory: IdentityDirectory, passwords: Passwords): Promise<void> {
  const users = await Promise.all(
    Object.keys(USERS).map(
      async (name): Promise<User> => ({
        ...named(name),
        enabled: name !== 'retired',
        passwordHash: await passwords.hash(`password of ${name}`),
        defaultProjectId: name === 'demo' ? idOf('kitchen') : null,
        tokensValidFrom: new Date(0),
      }),
    ),
  )
  const projects = PROJECTS.map((name) => ({
    ...named(name),
    description: `${name} of old`,
    enabled: name !== 'closed',
  }))
  const assignments = Object.entries(USERS).flatMap(([user, roles]) =>
    Object.entries(roles).map(([project, role]) => ({
      userId: idOf(user),
      projectId: idOf(project),
      roleId: idOf(role),
    })),
  )
  await directory.seed({ users, projects, roles: ROLES.map(named), assignments })
  await directory.insertCredential({
    ...named('robot'),
    description: '',
    userId: idOf('demo'),
    projectId: idOf('kitchen'),
    secretHash: await passwords.hash('the secret'),
    roles: ['member'],
    expiresAt: null,
  })
}
