import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { callerToken, readLogin } from './clouds.ts'

const MINUTE = 60_000

/** How long each token lasts that the identity service gives; the last one counts for all that follow. */
let lives: number[]
let logins: number
beforeEach(async () => {
  logins = 0
  const identity = createServer((request, response) => {
    const life = lives[Math.min(logins, lives.length - 1)] ?? 0
    logins += 1
    response.writeHead(201, { 'x-subject-token': `token-${logins}` })
    request.resume().on('end', () => {
      response.end(JSON.stringify({ token: { expires_at: new Date(Date.now() + life).toISOString() } }))
    })
  }).listen(0, '127.0.0.1')
  await once(identity, 'listening')
  const directory = await mkdtemp(join(tmpdir(), 'conformance-clouds-'))
  vi.stubEnv('INIT_CWD', directory)
  const auth_url = `http://127.0.0.1:${(identity.address() as AddressInfo).port}/v3`
  const demo = { auth_url, username: 'demo', password: 'demo', project_id: 'p' }
  const clouds = {
    short: { auth: demo },
    long: { auth: demo },
    known: { auth: demo },
    given: { auth: { auth_url, token: 't' } },
  }
  await writeFile(join(directory, 'clouds.yaml'), JSON.stringify({ clouds }))
  return async () => {
    vi.unstubAllEnvs()
    identity.closeAllConnections()
    identity.close()
    await rm(directory, { recursive: true })
  }
})

describe('the token of a caller', () => {
  it('is kept while it lasts', async () => {
    lives = [60 * MINUTE]
    expect([await callerToken('long', undefined), await callerToken('long', undefined)]).toEqual(['token-1', 'token-1'])
  })

  it('is replaced before it ends in the middle of a case', async () => {
    lives = [MINUTE, 60 * MINUTE]
    expect([await callerToken('short', undefined), await callerToken('short', undefined)]).toEqual([
      'token-2',
      'token-2',
    ])
  })

  it('is the given one where there is no cloud', async () => {
    expect(await callerToken(undefined, 'mine')).toBe('mine')
    expect(logins).toBe(0)
  })
})

describe('the login of a caller', () => {
  it('is known of one who has a password, not of one who has a token', async () => {
    expect(await readLogin('known')).toMatchObject({ auth: { identity: { methods: ['password'] } } })
    expect(await readLogin('given')).toBeUndefined()
  })
})
