import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningServer, serve } from '@vitrine/server-app'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Outcome, runCommand, typing } from './terminal.ts'

// One server for all, which runs meanwhile: every test has names of its own.
let directory: string
let server: RunningServer
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cli-'))
  server = await serve({
    flags: { data_dir: directory, listen: '127.0.0.1:0', log_level: 'silent' },
    environment: {},
  })
})
afterAll(async () => {
  server.stop('end of test')
  await server.stopped
  await rm(directory, { recursive: true })
})

type Surroundings = Parameters<typeof runCommand>[1]

const run = (line: string, surroundings: Surroundings = {}): Promise<Outcome> =>
  runCommand(line.split(' '), { ...surroundings, environment: { VITRINE_DATA_DIR: directory } })

async function done(line: string, surroundings: Surroundings = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await run(line, surroundings)
  expect([exitCode, stderr.replaceAll(/^(Password|The same again): $/gm, '').trim()]).toEqual([0, ''])
  return stdout
}

const record = async (line: string) => JSON.parse(await done(`${line} -f json`))

/** As any client would, by what a user was given. */
const logIn = (username: string, password: string, project = 'demo'): Promise<Outcome> =>
  runCommand(['token', 'issue', '-f', 'value', '-c', 'id'], {
    environment: {
      OS_AUTH_URL: `${server.url}/identity/v3`,
      OS_USERNAME: username,
      OS_PASSWORD: password,
      OS_PROJECT_NAME: project,
      OS_USER_DOMAIN_NAME: 'Default',
      OS_PROJECT_DOMAIN_NAME: 'Default',
    },
  })

const pipe = (text: string) => ({ stdin: Buffer.from(text) })

async function createUser(name: string, password = 'secret'): Promise<void> {
  await done(`user create ${name} --password-file -`, pipe(password))
  await done(`role add --user ${name} --project demo member`)
}

describe('user', () => {
  it('create makes one who logs in, once there is a role', async () => {
    const { id, ...rest } = await record('project create lab --description Tests')
    expect(rest).toEqual({ name: 'lab', description: 'Tests', enabled: true })
    const user = await record('user create ann --project lab --random-password')
    expect(user).toMatchObject({ name: 'ann', enabled: true, has_password: true, default_project_id: id })
    expect((await logIn('ann', user.password, 'lab')).exitCode).toBe(1)
    expect(await done('role add --user ann --project lab member')).toBe('')
    expect(await logIn('ann', user.password, 'lab')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await record('user show ann')).not.toHaveProperty('password')
  })

  it('create without password makes one who cannot log in by any', async () => {
    expect(await record('user create program --disable')).toMatchObject({ has_password: false, enabled: false })
  })

  it('set --random-password prints it alone for scripts', async () => {
    await createUser('script')
    const password = await done('user set script --random-password -f value -c password')
    expect(await logIn('script', password.trim())).toMatchObject({ exitCode: 0 })
  })

  it('set gives a new password, and ends the tokens of the old one', async () => {
    await createUser('bob', 'old')
    const { stdout: token } = await logIn('bob', 'old')
    await done('user set bob --password-file -', pipe('new\n'))
    const headers = { 'X-Auth-Token': token.trim() }
    expect((await fetch(`${server.url}/v2/images`, { headers })).status).toBe(401)
    expect((await logIn('bob', 'old')).exitCode).toBe(1)
    expect((await logIn('bob', 'new')).exitCode).toBe(0)
  })

  it('set disables and enables', async () => {
    await createUser('carol')
    expect(await record('user set carol --disable')).toMatchObject({ enabled: false })
    expect((await logIn('carol', 'secret')).exitCode).toBe(1)
    expect(await record('user set carol --enable --name caroline')).toMatchObject({ enabled: true, name: 'caroline' })
    expect((await logIn('caroline', 'secret')).exitCode).toBe(0)
  })

  it('list and show print what there is', async () => {
    const { id } = await record('user create dora')
    expect(await done('user list -f value -c name -c enabled')).toContain('\ndora true\n')
    expect(await record('user list')).toContainEqual({
      id,
      name: 'dora',
      enabled: true,
      has_password: false,
      default_project_id: null,
    })
    expect(await done(`user show ${id}`)).toMatch(/^name +dora$/m)
  })

  it('delete goes on after a failure', async () => {
    await createUser('eve')
    const outcome = await run('user delete nobody eve')
    expect(outcome).toEqual({ exitCode: 1, stdout: '', stderr: "vitrine: nobody: There is no user 'nobody'\n" })
    expect(await done('user list -f value -c name')).not.toContain('eve')
  })
})

describe('a password', () => {
  it('comes from a file, without the end of its line', async () => {
    const file = join(directory, 'password')
    await writeFile(file, ' with blanks \n')
    await createUser('frank')
    await done(`user set frank --password-file ${file}`)
    expect((await logIn('frank', ' with blanks ')).exitCode).toBe(0)
  })

  it('is asked for twice, and not shown', async () => {
    await createUser('grace')
    const keyboard = typing('typed\rtyped\r')
    const { exitCode, stdout, stderr } = await run('user set grace --password-prompt', { keyboard })
    expect([exitCode, stderr]).toEqual([0, 'Password: \nThe same again: \n'])
    expect(stdout).not.toContain('typed')
    expect(keyboard.rawModes).toEqual([true, false])
    expect((await logIn('grace', 'typed')).exitCode).toBe(0)
  })

  for (const [what, keys, exitCode, says] of [
    ['that is mistyped', 'one\rtwo\r', 1, 'The two passwords differ'],
    ['of which Ctrl-C is a part', 'one\r\u0003', 130, 'Interrupted'],
    ['of which Ctrl-D is a part', '\u0004', 130, 'Interrupted'],
    ['that is empty', '\r\r', 1, 'at least one character'],
  ] as const) {
    it(`${what} changes nothing`, async () => {
      const name = `user-${encodeURIComponent(what)}`
      const outcome = await run(`user create ${name} --password-prompt`, { keyboard: typing(keys) })
      expect(outcome).toMatchObject({ exitCode, stdout: '', stderr: expect.stringContaining(says) })
      expect((await run(`user show ${name}`)).exitCode).toBe(1)
    })
  }

  it('has one line', async () => {
    const outcome = await run('user create henry --password-file -', pipe('one\ntwo\n'))
    expect(outcome).toMatchObject({
      exitCode: 1,
      stderr: 'vitrine: --password-file - must hold one line, the password\n',
    })
  })
})

describe('project', () => {
  it('is listed, changed and deleted', async () => {
    const created = await record('project create yard')
    const changed = await record('project set yard --name garden --description Green --disable')
    expect(changed).toEqual({ ...created, name: 'garden', description: 'Green', enabled: false })
    expect(await record('project list')).toContainEqual(changed)
    expect(await record('project show garden')).toEqual(changed)
    await done('project delete garden')
    expect(await run('project show garden')).toMatchObject({
      exitCode: 1,
      stderr: "vitrine: There is no project 'garden'\n",
    })
  })
})

describe('role', () => {
  it('is created, listed and deleted', async () => {
    await done('role create curator')
    expect(await done('role list -f value -c name')).toBe('admin\ncurator\nmember\nreader\nservice\n')
    await done('role delete curator')
    expect(await done('role list -f value -c name')).not.toContain('curator')
  })

  it('is given and taken', async () => {
    await createUser('ivan')
    await done('role add --user ivan --project admin reader')
    expect(await done('role assignment list --user ivan -f value')).toBe('reader ivan admin\nmember ivan demo\n')
    expect(await record('role assignment list --user ivan --project demo')).toEqual([
      { role: 'member', user: 'ivan', project: 'demo' },
    ])
    await done('role remove --user ivan --project admin reader')
    expect(await run('role remove --user ivan --project admin reader')).toMatchObject({
      exitCode: 1,
      stderr: "vitrine: User 'ivan' does not have the role 'reader' in project 'admin'\n",
    })
  })
})

describe('credential', () => {
  const OWNER = '--user judy --project demo'
  beforeAll(() => createUser('judy'))

  it('create prints a cloud to log in with, until it is deleted', async () => {
    const file = join(directory, 'nightly.yaml')
    await writeFile(file, await done(`credential create nightly ${OWNER} --public-url ${server.url} -f clouds`))
    const list = () =>
      runCommand(['image', 'list', '--os-cloud', 'nightly'], { environment: { OS_CLIENT_CONFIG_FILE: file } })
    expect(await list()).toMatchObject({ exitCode: 0, stderr: '' })
    await done('credential delete --user judy nightly')
    expect((await list()).exitCode).toBe(1)
  })

  it('create prints the secret, and list does not', async () => {
    const what = '--role reader --expiration 2099-12-31T12:00:00 --description Backup'
    const { secret, ...rest } = await record(`credential create backup ${OWNER} ${what}`)
    expect(secret).toMatch(/^\w{33,}$/)
    expect(rest).toMatchObject({
      name: 'backup',
      description: 'Backup',
      roles: ['reader'],
      expires_at: '2099-12-31T12:00:00.000Z',
    })
    expect(await record('credential list --user judy')).toEqual([rest])
  })

  it('does not lend what the user does not have', async () => {
    expect(await run(`credential create big ${OWNER} --role admin`)).toMatchObject({
      exitCode: 1,
      stderr: "vitrine: User 'judy' does not have the role 'admin' in project 'demo'\n",
    })
  })
})

describe('wrong usage', () => {
  for (const [line, says, surroundings] of [
    ['user set admin', 'there is nothing to set', {}],
    ['project set admin', 'there is nothing to set', {}],
    ['user set admin --password-prompt', 'needs a terminal', { stdin: Buffer.from('secret') }],
    ['user set admin --password-file -', 'this is a terminal', {}],
  ] as const) {
    it(`is explained: vitrine ${line}`, async () => {
      const { exitCode, stdout, stderr } = await run(line, surroundings)
      expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringContaining(says)])
      expect(stderr).toContain('--help')
    })
  }
})
