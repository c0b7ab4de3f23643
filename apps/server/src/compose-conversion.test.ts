import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { composeConversion } from './compose-conversion.ts'
import { ConfigError, readConfig } from './config.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'compose-conversion-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

/** What it says at the start, where the program is `script`. */
async function startWith(script: string): Promise<object[]> {
  const program = join(dataDir, 'qemu-img')
  await writeFile(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  const lines: object[] = []
  const log = pino({}, { write: (line) => lines.push(JSON.parse(line)) })
  // What confines it is not found either.
  const environment = { PATH: '/nowhere' }
  await composeConversion(readConfig({ flags: { data_dir: dataDir, qemu_img: program }, environment }), log)
  return lines
}

describe('conversion', () => {
  test('says at the start that there is no qemu-img, and what there is without', async () => {
    const program = join(dataDir, 'qemu-img')
    const msg = 'no qemu-img: machine images are had in the format of their source only'
    expect(await startWith('exit 1')).toMatchObject([{ level: 30, program, msg }])
  })

  test('says at the start how qemu-img will not be confined', async () => {
    expect(await startWith('echo qemu-img version 1.2.3')).toMatchObject([
      {
        level: 30,
        version: '1.2.3',
        missing: expect.arrayContaining([expect.stringContaining('no network')]),
        msg: 'qemu-img will run less confined than it could',
      },
    ])
  })

  test('says which folder cannot be used, and what to do', async () => {
    await writeFile(join(dataDir, 'scratch'), '')
    await expect(startWith('exit 1')).rejects.toThrow(ConfigError)
    await expect(startWith('exit 1')).rejects.toThrow(
      `Cannot use ${dataDir}/scratch for disks that are converted: EEXIST`,
    )
  })
})
