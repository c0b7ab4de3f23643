import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqliteCatalog } from '@vitrine/catalogs/sqlite'
import type { LoginService } from '@vitrine/core'
import { createFirstUsers, createLocalIdentity, createPasswords } from '@vitrine/identity/local'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { openAdministration } from '../src/administration.ts'
import { ConfigError, serve } from '../src/index.ts'
import type { Sources } from '../src/setting-sources.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vitrine-administration-'))
  onTestFinished(() => rm(dataDir, { recursive: true }))
})

const now = () => new Date()
const database = () => join(dataDir, 'catalog.db')

async function open(sources: Partial<Sources> = {}) {
  const opened = await openAdministration({ flags: { data_dir: dataDir }, environment: {}, ...sources })
  onTestFinished(opened.close)
  return opened
}

/** The catalogue as a server opens it; made when there is none. */
async function openDirectory(path = database()) {
  const { directory, close } = await createSqliteCatalog({ path })
  onTestFinished(close)
  return directory
}

/** What the first start leaves behind. */
async function startOnce(path = database()): Promise<void> {
  const directory = await openDirectory(path)
  await createFirstUsers({ directory, passwords: createPasswords(), now, keep: async () => undefined })
}

async function openIdentity() {
  const directory = await openDirectory()
  const limits = { tokenLifeMs: 60_000, cacheLifeMs: 0, cacheSize: 10 }
  return createLocalIdentity({ directory, passwords: createPasswords(), key: randomBytes(32), now, ...limits })
}

function logIn(identity: LoginService, password: string) {
  const domain = { id: 'default' }
  return identity.login({
    by: { method: 'password', user: { name: 'ann', domain }, password },
    scope: { project: { name: 'lab', domain } },
  })
}

describe('administration', () => {
  test('makes users who log in, and ends their tokens with their passwords', async () => {
    await startOnce()
    const { administration } = await open()
    await administration.createProject({ name: 'lab' })
    await administration.createUser({ name: 'ann', password: 'first' })
    await administration.grantRole({ user: 'ann', project: 'lab', role: 'member' })

    const identity = await openIdentity()
    const { token, roles } = await logIn(identity, 'first')
    expect(roles.map(({ name }) => name)).toStrictEqual(['member', 'reader'])
    await administration.setUser('ann', { password: 'second' })
    await expect(identity.inspect(token)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(logIn(identity, 'first')).rejects.toMatchObject({ code: 'loginRefused' })
    expect(await logIn(identity, 'second')).toMatchObject({ user: { name: 'ann' } })
  })

  test('works while the server runs', async () => {
    const flags = { data_dir: dataDir, listen: '127.0.0.1:0', log_level: 'silent' }
    const server = await serve({ flags, environment: {} })
    onTestFinished(() => {
      server.stop('end of test')
      return server.stopped
    })
    const { administration } = await open()
    expect((await administration.listUsers()).map(({ name }) => name)).toStrictEqual(['admin', 'demo'])
  })

  test('finds a database that is not in the data directory', async () => {
    const path = join(dataDir, 'elsewhere.db')
    await startOnce(path)
    const { administration } = await open({ environment: { VITRINE_DATABASE_URL: `sqlite:${path}` } })
    expect(await administration.listUsers()).toHaveLength(2)
  })

  test('does not mind settings that have nothing to do with users', async () => {
    await startOnce()
    const environment = { VITRINE_POLICY_FILE: 'nowhere', VITRINE_TLS_KEY: 'nowhere', VITRINE_WORKERS: 'many' }
    await expect(open({ environment })).resolves.toBeDefined()
  })

  test.for([
    ['at the address of the server', {}, 'http://127.0.0.1:9292'],
    ['at its name', { listen: 'images.example:80' }, 'http://images.example:80'],
    ['with TLS', { listen: '[::1]:443', tls_certificate: 'chain.pem' }, 'https://[::1]:443'],
    ['on this machine when it listens everywhere', { listen: '0.0.0.0:9292' }, 'http://127.0.0.1:9292'],
    ['at the public URL', { public_url: 'https://images.example/' }, 'https://images.example'],
  ] as const)('says that clients log in %s', async ([, flags, url]) => {
    await startOnce()
    const { authUrl } = await open({ flags: { data_dir: dataDir, ...flags } })
    expect(authUrl).toBe(`${url}/identity/v3`)
  })
})

describe('administration is refused', () => {
  const notStarted = () => `The database ${database()} has no users yet: start the server once (vitrine serve)`

  test('where no server has been, and leaves nothing there', async () => {
    await expect(open()).rejects.toThrow(ConfigError)
    await expect(open()).rejects.toThrow(notStarted())
    expect(await readdir(dataDir)).toStrictEqual([])
  })

  test('where a server had no users of its own: the first of them keeps the first start from making its own', async () => {
    await openDirectory()
    await expect(open()).rejects.toThrow(notStarted())
  })

  test('where the database is none', async () => {
    await writeFile(database(), 'This is no database at all, but a text file')
    await expect(open()).rejects.toThrow(ConfigError)
    await expect(open()).rejects.toThrow(`Cannot use the database ${database()}: file is not a database`)
  })

  test.for(['keystone', 'none'])('where users are kept elsewhere: %s', async (kind) => {
    await startOnce()
    const environment = { VITRINE_AUTH: kind }
    await expect(open({ environment })).rejects.toThrow(ConfigError)
    await expect(open({ environment })).rejects.toThrow(`VITRINE_AUTH is '${kind}': users are not kept here`)
  })
})
