import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Interrupted } from '../src/terminal.ts'
import { startServer, type TestServer } from './server.ts'
import { type Outcome, runCommand } from './terminal.ts'

/** More than connections keep to themselves on the way. */
const BYTES = Buffer.alloc(48 * 2 ** 20, 'vitrine')

let server: TestServer
beforeAll(async () => {
  server = await startServer({ auth: 'none' })
  await run(['image', 'create', 'debian', '--file', '-'], { stdin: BYTES })
  await run(['image', 'create', 'small', '--file', '-'], { stdin: Buffer.from('small') })
})
afterAll(() => server.end())

type Surroundings = Parameters<typeof runCommand>[1]

const run = (words: string[], surroundings: Surroundings = {}): Promise<Outcome> =>
  runCommand(words, { environment: { VITRINE_URL: server.url }, ...surroundings })

const link = (...words: string[]): Promise<Outcome> => run(['image', 'link', ...words])

async function newUrl(image: string): Promise<string> {
  const { exitCode, stdout, stderr } = await link('create', image, '-f', 'value', '-c', 'url')
  expect([exitCode, stderr]).toEqual([0, ''])
  return stdout.trimEnd()
}

const listed = async (image: string) => JSON.parse((await link('list', image, '-f', 'json')).stdout)

/** Without what only the service of images has. */
const save = (words: string[], surroundings: Surroundings = {}): Promise<Outcome> =>
  runCommand(['image', 'link', 'save', ...words], surroundings)

describe('image link', () => {
  it('create makes one that works once, and list says so', async () => {
    const url = await newUrl('debian')
    const file = join(server.directory, 'once')
    expect(await save([url, '--file', file])).toEqual({ exitCode: 0, stdout: '', stderr: '' })
    expect((await readFile(file)).equals(BYTES)).toBe(true)
    expect(await listed('debian')).toMatchObject([{ used_at: expect.any(String) }])
    const { exitCode, stderr } = await save([url, '--file', join(server.directory, 'twice')])
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('This is no link that can be used (any more)')])
    expect(stderr).not.toContain(new URL(url).searchParams.get('key'))
    expect(await readdir(server.directory)).not.toContain('twice')
  })

  it('create says for how long', async () => {
    const { stdout } = await link('create', 'small', '--expires-in', '90m', '-f', 'json')
    const { created_at, expires_at } = JSON.parse(stdout)
    expect(Math.round((Date.parse(expires_at) - Date.parse(created_at)) / 60_000)).toBe(90)
  })

  it('delete takes links out of use, and goes on after a failure', async () => {
    const url = await newUrl('small')
    const [{ id }] = await listed('small')
    const { exitCode, stderr } = await link('delete', 'small', 'nothing', id)
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^vitrine: nothing: 404 .*\n$/)])
    expect(await save([url])).toMatchObject({ exitCode: 1, stdout: '' })
    expect((await listed('small')).map((one: { id: string }) => one.id)).not.toContain(id)
  })

  it('save reads a link from a pipe, and writes what it leads to into one', async () => {
    const url = await newUrl('small')
    expect(await save(['-'], { stdin: Buffer.from(`${url}\n`) })).toEqual({ exitCode: 0, stdout: 'small', stderr: '' })
  })

  it('save --resume goes on where an interruption was', async () => {
    const url = await newUrl('debian')
    const file = join(server.directory, 'resumed')
    const interruption = new AbortController()
    const { exitCode, stderr } = await save([url, '--file', file], {
      isTTY: true,
      signal: interruption.signal,
      onStderr: () => interruption.abort(new Interrupted('Interrupted', 130)),
    })
    expect([exitCode, stderr]).toEqual([130, expect.stringContaining('resumed.part: go on with --resume')])
    // The server has yet to notice.
    const resume = async () => (await save([url, '--file', file, '--resume'])).stderr
    await expect.poll(resume, { timeout: 50_000 }).toMatch(/^vitrine: went on after /)
    expect((await readFile(file)).equals(BYTES)).toBe(true)
  })

  it('save does not repeat what is no link', async () => {
    for (const [given, stdin] of [
      ['images.example/k3y', undefined],
      ['-', Buffer.from('images.example/k3y')],
    ] as const) {
      const { exitCode, stderr } = await save([given], { ...(stdin && { stdin }) })
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('a link is a URL such as')])
      expect(stderr).not.toContain('k3y')
    }
  })
})
