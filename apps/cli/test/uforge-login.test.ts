import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from './server.ts'
import { type Outcome, runCommand } from './terminal.ts'

type Environment = Readonly<Record<string, string>>

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.end())

const clouds = (cloud: string): Environment => ({
  OS_CLIENT_CONFIG_FILE: join(server.directory, 'clouds.yaml'),
  OS_CLOUD: cloud,
})

const run = (line: string, environment: Environment = {}): Promise<Outcome> =>
  runCommand(line.split(' '), { environment })

async function record(line: string, environment: Environment) {
  const { exitCode, stdout, stderr } = await run(`${line} -f json`, environment)
  expect([exitCode, stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

/** The variables by which a program uses a new key of whoever this environment, or the option, says. */
async function newKey(environment: Environment, options = ''): Promise<Environment> {
  const { stdout } = await run(`api-key create test -f env${options}`, environment)
  return Object.fromEntries([...stdout.matchAll(/^export (\w+)='([^']*)'$/gm)].map(([, name, value]) => [name, value]))
}

const namesOf = async (line: string, environment: Environment) =>
  (await record(line, environment)).map(({ name }: { name: string }) => name)

describe('a command for machine images logs in', () => {
  it('by the cloud that is named, and goes where its catalogue says', async () => {
    expect(await record('appliance list', clouds('vitrine'))).toEqual([])
    expect(await record('appliance list --os-cloud vitrine', clouds('vitrine-admin'))).toEqual([])
  })

  it('by variables, and goes to --url all the same', async () => {
    const words = ['user', 'create', 'ann', '--project', 'demo', '--password-file', '-', '--data-dir', server.directory]
    await runCommand(words, { stdin: Buffer.from('sécret:') })
    await run(`role add --user ann --project demo member --data-dir ${server.directory}`)
    const login = {
      ...{ OS_AUTH_URL: `${server.url}/identity`, OS_USERNAME: 'ann', OS_PASSWORD: 'sécret:' },
      ...{ OS_USER_DOMAIN_NAME: 'Default', OS_PROJECT_DOMAIN_NAME: 'Default', OS_PROJECT_NAME: 'demo' },
    }
    expect(await record(`appliance list --url ${server.url}/v2`, login)).toEqual([])
    const { exitCode, stderr } = await run(`appliance list --url ${server.url}`, { ...login, OS_PASSWORD: 'other' })
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^vitrine: 401 /)])
  })

  it('as an administrator for somebody else', async () => {
    const created = await run('api-key create of-demo --user demo', clouds('vitrine-admin'))
    expect(created).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await namesOf('api-key list', clouds('vitrine'))).toContain('of-demo')
    const { exitCode, stderr } = await run('api-key list --user admin', clouds('vitrine'))
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^vitrine: 403 'demo' may not act for others/)])
  })
})

describe('an API key', () => {
  let key: Environment
  beforeEach(async () => {
    key = await newKey(clouds('vitrine-admin'))
    return () => deleteKeys()
  })

  async function deleteKeys(): Promise<void> {
    const ids = await record('api-key list', clouds('vitrine-admin'))
    await run(`api-key delete ${ids.map(({ id }: { id: number }) => id).join(' ')}`, clouds('vitrine-admin'))
  }

  it('does in place of a login', async () => {
    expect(key.VITRINE_API_USER).toBe('admin')
    expect(await namesOf('api-key list', { ...key, VITRINE_URL: server.url })).toEqual(['test'])
    expect(
      await namesOf('api-key list --user admin', { ...key, VITRINE_API_USER: 'demo', VITRINE_URL: server.url }),
    ).toEqual(['test'])
  })

  it('finds the server by a cloud, and gives way to one that an option names', async () => {
    expect(await namesOf('api-key list', { ...clouds('vitrine'), ...key })).toEqual(['test'])
    const wrong = { ...clouds('vitrine'), ...key, VITRINE_API_SECRET: 'wr0ng' }
    expect(await run('api-key list --os-cloud vitrine-admin', wrong)).toMatchObject({ exitCode: 0, stderr: '' })
  })

  it('that is wrong is refused, and its secret not repeated', async () => {
    const { exitCode, stderr } = await run(`api-key list --url ${server.url}`, { ...key, VITRINE_API_SECRET: 'wr0ng' })
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('401 The API key is not known')])
    expect(stderr).not.toContain('wr0ng')
  })

  it('takes all three variables', async () => {
    for (const missing of Object.keys(key)) {
      const { exitCode, stderr } = await run(`api-key list --url ${server.url}`, { ...key, [missing]: '' })
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('takes all of VITRINE_API_USER, ')])
    }
  })
})

describe('a command for machine images', () => {
  const CASES: readonly { what: string; line: string; more: Environment }[] = [
    { what: 'a token as an option', line: 'appliance list --token s3cret', more: {} },
    {
      what: 'a token of the environment',
      line: 'appliance list',
      more: { OS_AUTH_TYPE: 'token', OS_AUTH_URL: 'http://127.0.0.1:1', OS_TOKEN: 's3cret' },
    },
    {
      what: 'an application credential',
      line: 'appliance list',
      more: {
        ...{ OS_AUTH_URL: 'http://127.0.0.1:1', OS_APPLICATION_CREDENTIAL_ID: 'a' },
        ...{ OS_APPLICATION_CREDENTIAL_SECRET: 's3cret' },
      },
    },
  ]
  for (const { what, line, more } of CASES) {
    it(`says that ${what} is none to log in by`, async () => {
      const { exitCode, stderr } = await run(line, more)
      expect([exitCode, stderr]).toEqual([
        2,
        expect.stringContaining('the UForge API takes no tokens and no application credentials: log in by the name'),
      ])
      expect(stderr).not.toContain('s3cret')
    })
  }

  it('says how to log in when it did not try and has to', async () => {
    for (const more of [{}, { OS_TOKEN: 's3cret' }]) {
      const { exitCode, stderr } = await run(`appliance list --url ${server.url}`, more)
      expect([exitCode, stderr]).toEqual([
        1,
        expect.stringContaining(`${server.url} asks for a login: name a cloud by`),
      ])
      expect(stderr).toContain('The UForge API takes API keys, too, but no tokens.')
    }
  })
})
