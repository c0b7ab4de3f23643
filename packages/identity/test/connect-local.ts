import { randomBytes } from 'node:crypto'
import { createSqliteCatalog } from '@vitrine/catalogs/sqlite'
import type { IdentityDirectory } from '@vitrine/core'
import { createAdministration, createLocalIdentity, createPasswords, newSecret } from '../src/local/index.ts'

export const TOKEN_LIFE_MS = 3_600_000
export const CACHE_LIFE_MS = 5_000
/** The least that Argon2 takes: the tests are about what the hashes are for. */
export const CHEAP = { memoryCost: 8, timeCost: 1 }

export type ConnectedLocal = Awaited<ReturnType<typeof connectLocal>>

/** The built-in identity over a directory in memory, on a clock that stands until it is moved. */
export async function connectLocal() {
  let time = new Date()
  const now = () => time
  const key = randomBytes(32)
  const { directory, close } = await createSqliteCatalog({ path: ':memory:' })
  const passwords = createPasswords({ cost: CHEAP })
  const administration = createAdministration({ directory, passwords, now })
  for (const role of ['admin', 'member', 'reader', 'service']) await administration.createRole(role)

  /** Another server over the same directory, with the same key unless told otherwise. */
  const start = (overrides: Partial<Parameters<typeof createLocalIdentity>[0]> = {}) =>
    createLocalIdentity({
      directory,
      passwords,
      key,
      now,
      tokenLifeMs: TOKEN_LIFE_MS,
      cacheLifeMs: CACHE_LIFE_MS,
      cacheSize: 1_000,
      ...overrides,
    })
  const identity = start()

  return {
    identity,
    administration,
    directory,
    passwords,
    key,
    now,
    start,
    pass: (milliseconds: number) => {
      time = new Date(time.getTime() + milliseconds)
    },
    disconnect: close,

    /** A new user with these roles in a new project, which is the user's default. */
    async createMember(...roles: string[]) {
      const [name, password] = [newSecret(), newSecret()]
      const project = await administration.createProject({ name })
      const user = await administration.createUser({ name, password, defaultProject: project.id })
      for (const role of roles) {
        if (!(await directory.findRole({ name: role }))) await administration.createRole(role)
        await administration.grantRole({ user: user.id, project: project.id, role })
      }
      return { user, project, password }
    },

    /** A token of the user for the default project, or for none. */
    async logIn({ user, password }: { user: { id: string }; password: string }, scope?: 'unscoped'): Promise<string> {
      const { token } = await identity.login({ by: { method: 'password', user: { id: user.id }, password }, scope })
      return token
    },

    authenticate: (token: string) => identity.authenticate({ token, serviceToken: undefined }),
    recognise: (token: string) => identity.recognise({ token, serviceToken: undefined }),
  }
}

/** Counts the questions, and can keep them waiting. */
export function observed(directory: IdentityDirectory) {
  const asked: string[] = []
  let gate: Promise<unknown> = Promise.resolve()
  const proxy = new Proxy(directory, {
    get: (target, name: keyof IdentityDirectory) => async (argument: never, other: never) => {
      asked.push(name)
      const answer = await (target[name] as (...args: never[]) => Promise<unknown>)(argument, other)
      await gate
      return answer
    },
  })
  return {
    directory: proxy,
    asked,
    /** Answers are found at once, and given when the function that it returns is called. */
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
  }
}
