import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { type ImageService, refuse, startImageService } from './image-service.ts'
import { type Outcome, runCommand } from './terminal.ts'

let service: ImageService
let environment: Record<string, string>
beforeEach(async () => {
  service = await startImageService()
  const directory = await mkdtemp(join(tmpdir(), 'cli-'))
  environment = { HOME: directory, OS_CLIENT_CONFIG_FILE: join(directory, 'clouds.yaml') }
  const cloud = (username: string) => ({ auth: { auth_url: service.url, username, password: 's3cret' } })
  const clouds = { one: cloud('first'), two: cloud('second'), open: { auth_type: 'none', endpoint: service.url } }
  await writeFile(join(directory, 'clouds.yaml'), JSON.stringify({ clouds }))
  return () => rm(directory, { recursive: true })
})

const run = (words: string[], more: Record<string, string> = {}): Promise<Outcome> =>
  runCommand(words, { environment: { ...environment, ...more } })

const list = (words: string[], more?: Record<string, string>) => run(['image', 'list', ...words], more)

const LOGIN = () => ({ OS_AUTH_URL: service.url, OS_USERNAME: 'third', OS_PASSWORD: 's3cret' })

const userOf = (login: unknown) =>
  (login as { identity: { password: { user: { name: string } } } }).identity.password.user.name

describe('a command logs in', () => {
  const CASES = [
    {
      by: '--os-cloud before OS_CLOUD',
      words: ['--os-cloud', 'two'],
      more: () => ({ OS_CLOUD: 'one' }),
      user: 'second',
    },
    { by: 'OS_CLOUD before OS_AUTH_URL', words: [], more: () => ({ ...LOGIN(), OS_CLOUD: 'one' }), user: 'first' },
    {
      by: 'OS_AUTH_URL before VITRINE_URL and OS_TOKEN',
      words: [],
      more: () => ({ ...LOGIN(), OS_TOKEN: 'other', VITRINE_URL: 'http://127.0.0.1:1' }),
      user: 'third',
    },
  ]
  for (const { by, words, more, user } of CASES) {
    it(`by ${by}, and goes where the catalogue says`, async () => {
      expect(await list(words, more())).toMatchObject({ exitCode: 0, stderr: '' })
      expect(service.logins.map(userOf)).toEqual([user])
      expect([...service.tokens].filter(Boolean)).toEqual(['token-1'])
    })
  }

  it('and goes to --url all the same', async () => {
    const other = await startImageService()
    expect(await list(['--url', other.url], { OS_CLOUD: 'one' })).toMatchObject({ exitCode: 0 })
    expect([service.logins.length, other.tokens]).toEqual([1, new Set(['token-1'])])
  })

  it('once more when its token has expired, and goes on', async () => {
    const image = service.add({ name: 'a' })
    service.intercept = (request, response) => {
      const expired = request.headers['x-auth-token'] === 'token-1'
      if (expired) refuse(response, 401, 'Expired')
      return expired
    }
    expect(await run(['image', 'delete', image.id], { OS_CLOUD: 'one' })).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    })
    expect([service.logins.length, service.images.size]).toEqual([2, 0])
  })

  it('unless it is given a token, which needs an address', async () => {
    const { exitCode, stderr } = await list(['--token', 'mine'], { OS_CLOUD: 'one' })
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('and so needs --url')])
    expect(await list(['--token', 'mine', '--url', service.url], { OS_CLOUD: 'one' })).toMatchObject({ exitCode: 0 })
    expect([service.logins, service.tokens]).toEqual([[], new Set(['mine'])])
  })

  it('unless the cloud wants none', async () => {
    expect(await list(['--os-cloud', 'open'])).toMatchObject({ exitCode: 0, stderr: '' })
    expect([service.logins, service.tokens]).toEqual([[], new Set([undefined])])
  })
})

describe('a command that cannot log in', () => {
  for (const [why, more, says] of [
    ['a cloud is unknown', { OS_CLOUD: 'three' }, "no cloud 'three' in"],
    ['a variable is missing', { OS_USERNAME: 'a', OS_PASSWORD: 's3cret' }, 'OS_AUTH_URL is missing'],
  ] as const) {
    it(`is wrongly used when ${why}`, async () => {
      const { exitCode, stdout, stderr } = await list([], more)
      expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringContaining(says)])
      expect(stderr).not.toContain('s3cret')
    })
  }

  it('fails, and says who was refused', async () => {
    service.intercept = (_, response) => {
      refuse(response, 401, 'Not you')
      return true
    }
    const { exitCode, stderr } = await list([], { OS_CLOUD: 'one' })
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(/^vitrine: .* refuses the login of user 'first': Not you\n$/),
    ])
  })

  it('hears what to do when it did not try and has to', async () => {
    service.intercept = (_, response) => {
      refuse(response, 401, 'Who is there?')
      return true
    }
    const { exitCode, stderr } = await list(['--url', service.url])
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`${service.url} asks for a login: name a cloud by`)])
    expect((await list(['--url', service.url], { OS_TOKEN: 'old' })).stderr).toContain('401 Refused: Who is there?')
  })
})

describe('token issue', () => {
  it('prints the token alone for scripts', async () => {
    expect(await run(['token', 'issue', '--os-cloud', 'one', '-f', 'value', '-c', 'id'])).toEqual({
      exitCode: 0,
      stdout: 'token-1\n',
      stderr: '',
    })
  })

  it('shows whose it is and how long it lasts', async () => {
    const { stdout } = await run(['token', 'issue', '-f', 'json'], LOGIN())
    expect(JSON.parse(stdout)).toEqual({
      id: 'token-1',
      expires: '2030-01-01T00:00:00.000000Z',
      project_id: 'project-id',
      user_id: 'user-id',
    })
  })

  it('has nothing to show where nobody logs in', async () => {
    const { exitCode, stderr } = await run(['token', 'issue', '--os-cloud', 'open'])
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('auth_type: none')])
  })
})
