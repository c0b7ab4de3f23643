import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cloud } from '../src/cloud.ts'
import { USER_GROUPS, type UserGroup } from '../src/user-groups.ts'

const run = promisify(execFile)

const PATIENTLY = 300_000
const WALK = new URL('../scripts/uforge-walk.sh', import.meta.url).pathname
const FORMATS = ['QCOW2', 'VMware Server', 'VHD', 'VHDX', 'VirtualBox', 'Raw Virtual Disk']

/** Where the project is checked as a whole there have to be all of them. */
const CAN_WALK = process.env.CI !== undefined || (await hasAll('curl', 'xmllint', 'openssl', 'tar', 'qemu-img'))

async function hasAll(...programs: string[]): Promise<boolean> {
  const found = await Promise.allSettled(programs.map((program) => run('which', [program])))
  return found.every(({ status }) => status === 'fulfilled')
}

/** What the script says it has seen, line by line; rejects with what was wrong. */
async function walk(cloud: Cloud, formats: readonly string[]): Promise<string[]> {
  const { stdout } = await run(WALK, [cloud.url, ...formats], { env: await cloud.glanceEnvironment() })
  return stdout.trimEnd().split('\n')
}

describe.runIf(CAN_WALK).for(USER_GROUPS)('curl alone, with $name (needs xmllint and qemu-img)', ({ start }) => {
  let folder: string
  let group: UserGroup
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-uforge-curl-'))
    group = await start(folder)
  }, PATIENTLY)
  afterAll(async () => {
    await group?.server.end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  })

  test(
    'generates the same disk in each format, and downloads it once without credentials',
    async () => {
      const seen = await walk(group.member, FORMATS)
      expect(seen).toEqual([
        ...FORMATS.map((format) => expect.stringMatching(new RegExp(`^${format}: .*the same disk as its source`))),
        'JSON: the same image',
        'API key: the same status',
      ])
      const { images } = await group.member.client()
      const left: unknown[] = []
      for await (const image of images.list()) left.push(image)
      expect(left).toEqual([])
    },
    PATIENTLY,
  )
})
