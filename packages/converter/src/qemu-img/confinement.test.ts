import { spawn, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { createConfinement } from './confinement.ts'

const limits = { seconds: 89.5, targetBytes: 12345 }

const runs = (...command: string[]) => spawnSync(command[0] ?? '', command.slice(1)).status === 0
const HERE = {
  'lowest priority (nice)': runs('nice', 'true'),
  'limits of memory, size and time (prlimit)': runs('prlimit', '--core=0', 'true'),
  'no network (unshare)': runs('unshare', '--user', '--net', 'true'),
  'an end with the server (setpriv)': runs('setpriv', '--pdeathsig', 'KILL', 'true'),
}

const confinement = await createConfinement(limits, async (guard) => runs(...guard, 'true'))

function outputOf(...command: string[]): string {
  const [program = '', ...rest] = confinement.wrap(command)
  return spawnSync(program, rest, { encoding: 'utf8' }).stdout
}

test('all that the machine gives is taken, and what it does not give is named', () => {
  const missing = Object.entries(HERE).flatMap(([name, here]) => (here ? [] : [name]))
  expect(confinement.missing).toStrictEqual(missing)
})

test('without any of it the command is what it was', async () => {
  const none = await createConfinement(limits, async () => false)
  expect(none.wrap(['qemu-img', 'convert'])).toStrictEqual(['qemu-img', 'convert'])
  expect(none.missing).toHaveLength(4)
})

describe('a confined program', () => {
  test.runIf(HERE['lowest priority (nice)'])('lets all others go first (needs nice)', () => {
    expect(outputOf('nice').trim()).toBe('19')
  })

  test.runIf(HERE['limits of memory, size and time (prlimit)'])('has limits (needs prlimit)', () => {
    const rows = outputOf('prlimit', '--noheadings', '--raw', '--output', 'RESOURCE,SOFT,HARD').trim().split('\n')
    expect(rows).toEqual(
      expect.arrayContaining(['CPU 90 95', 'CORE 0 0', 'DATA 1073741824 1073741824', 'FSIZE 12345 12345']),
    )
  })

  test.runIf(HERE['no network (unshare)'])('has no network (needs unshare, and permission)', () => {
    const interfaces = outputOf('cat', '/proc/self/net/dev').match(/^ *\S+(?=:)/gm)
    expect(interfaces?.map((name) => name.trim())).toStrictEqual(['lo'])
  })

  test.runIf(HERE['an end with the server (setpriv)'])('is gone when its server is (needs setpriv)', async () => {
    const starting = `
      const [program, ...rest] = ${JSON.stringify(confinement.wrap(['sleep', '1000']))}
      console.log(require('node:child_process').spawn(program, rest, { detached: true, stdio: 'ignore' }).pid)`
    const server = spawn(process.execPath, ['-e', starting], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [pid] = await server.stdout.setEncoding('utf8').take(1).toArray()
    await expect.poll(() => stateOf(pid), { timeout: 50_000 }).toBe('sleep S')
    server.kill('SIGKILL')
    await expect.poll(() => stateOf(pid), { timeout: 50_000 }).toMatch(/^gone$|Z$/)
  })
})

/** Name and state; one that nobody has asked about since its end is still a zombie. */
async function stateOf(pid: string): Promise<string> {
  const stat = await readFile(`/proc/${pid.trim()}/stat`, 'utf8').catch(() => undefined)
  const [, name, state] = /\((.*)\) (\w)/.exec(stat ?? '') ?? []
  return stat === undefined ? 'gone' : `${name} ${state}`
}
