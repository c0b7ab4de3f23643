import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type RunningServer, serve } from '../src/index.ts'

let dataDir: string
let started: RunningServer[]
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vitrine-first-start-'))
  started = []
})
afterEach(async () => {
  await stopAll()
  await rm(dataDir, { recursive: true })
})

async function stopAll() {
  for (const server of started) server.stop('end of test')
  await Promise.all(started.map(({ stopped }) => stopped))
}

async function start(flags: Record<string, string> = {}): Promise<RunningServer> {
  const defaults = { listen: '127.0.0.1:0', data_dir: dataDir, log_level: 'silent' }
  const server = await serve({ flags: { ...defaults, ...flags }, environment: {} })
  started.push(server)
  return server
}

const cloudsFile = () => join(dataDir, 'clouds.yaml')
const clouds = async () => parse(await readFile(cloudsFile(), 'utf8')).clouds

/** Logs in as a stock client would, at the address in the file or another. */
async function logIn(name: string, url?: string): Promise<Response> {
  const { auth } = (await clouds())[name]
  const domain = { name: auth.user_domain_name }
  const identity = {
    methods: ['password'],
    password: { user: { name: auth.username, domain, password: auth.password } },
  }
  const scope = { project: { name: auth.project_name, domain: { name: auth.project_domain_name } } }
  return fetch(`${url ? `${url}/identity/v3` : auth.auth_url}/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ auth: { identity, scope } }),
  })
}

const tokenOf = (answer: Response) => answer.headers.get('X-Subject-Token') ?? ''
const list = (url: string, token: string) => fetch(`${url}/v2/images`, { headers: { 'X-Auth-Token': token } })

describe('the first start', () => {
  test('makes users with passwords of their own, and a file with their logins that nobody else reads', async () => {
    const { url } = await start()
    expect((await stat(cloudsFile())).mode & 0o777).toBe(0o600)
    const passwords = Object.values<{ auth: { password: string } }>(await clouds()).map(({ auth }) => auth.password)
    expect(new Set(passwords).size).toBe(2)
    for (const password of passwords) expect(password.length).toBeGreaterThanOrEqual(22)

    for (const [name, roles] of [
      ['vitrine', ['member', 'reader']],
      ['vitrine-admin', ['admin', 'member', 'reader']],
    ] as const) {
      const answer = await logIn(name)
      expect(answer.status).toBe(201)
      const { token } = (await answer.json()) as { token: { roles: { name: string }[] } }
      expect(token.roles.map(({ name }) => name).sort()).toStrictEqual(roles)
      expect((await list(url, tokenOf(answer))).status).toBe(200)
    }
    expect((await fetch(`${url}/v2/images`)).status).toBe(401)
  })

  test('keeps passwords out of the database, and the signing key from others', async () => {
    await start()
    await stopAll()
    const database = new Database(join(dataDir, 'catalog.db'), { readonly: true })
    const stored = JSON.stringify(database.prepare('select * from users').all())
    database.close()
    for (const { auth } of Object.values<{ auth: { password: string } }>(await clouds())) {
      expect(stored).not.toContain(auth.password)
    }
    expect((await stat(join(dataDir, 'token.key'))).mode & 0o777).toBe(0o600)
  })

  test('takes a database of before from others, unless it has no users', async () => {
    const database = join(dataDir, 'catalog.db')
    const modeAfter = async (auth: string) => {
      await start({ auth })
      await stopAll()
      return (await stat(database)).mode & 0o777
    }
    expect(await modeAfter('none')).toBe(0o600)
    await chmod(database, 0o644)
    expect(await modeAfter('none')).toBe(0o644)
    expect(await modeAfter('local')).toBe(0o600)
  })

  test('counts as missed when it was cut short before the users were there', async () => {
    await start()
    await stopAll()
    const before = await clouds()
    const database = new Database(join(dataDir, 'catalog.db'))
    database.exec('delete from role_assignments; delete from users; delete from projects; delete from roles')
    database.close()
    await start()
    expect((await clouds()).vitrine.auth.password).not.toBe(before.vitrine.auth.password)
    expect((await logIn('vitrine')).status).toBe(201)
  })
})

describe('later starts', () => {
  test('leave users, the file, and the tokens that are out as they are', async () => {
    await start()
    const token = tokenOf(await logIn('vitrine'))
    const before = await readFile(cloudsFile(), 'utf8')
    await stopAll()
    const { url } = await start()
    expect(await readFile(cloudsFile(), 'utf8')).toBe(before)
    expect((await list(url, token)).status).toBe(200)
    expect((await logIn('vitrine', url)).status).toBe(201)
  })

  test('with another key make all tokens worthless', async () => {
    await start()
    const token = tokenOf(await logIn('vitrine'))
    await stopAll()
    await rm(join(dataDir, 'token.key'))
    const { url } = await start()
    expect((await list(url, token)).status).toBe(401)
  })
})

describe('the file of logins', () => {
  test('has the public URL where there is one', async () => {
    await start({ public_url: 'https://images.example' })
    expect((await clouds()).vitrine.auth.auth_url).toBe('https://images.example/identity/v3')
  })

  test('is not written where users are kept elsewhere, or nowhere', async () => {
    await start({ auth: 'none' })
    await expect(stat(cloudsFile())).rejects.toThrow('ENOENT')
  })
})

describe('a server that admits everyone', () => {
  test('does not listen where others reach it, unless it is told to', async () => {
    const flags = { auth: 'none', listen: '0.0.0.0:0' }
    await expect(start(flags)).rejects.toThrow(
      /makes every caller the administrator: it refuses to listen on 0\.0\.0\.0/,
    )
    const { url } = await start({ ...flags, open_to_network: 'yes' })
    expect((await list(url, 'none')).status).toBe(200)
  })
})
