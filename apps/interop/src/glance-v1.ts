import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { buffer, text } from 'node:stream/consumers'
import type { Cloud } from './cloud.ts'

/** What glance finds on its standard input: a file, or what another command pipes into it. */
interface Input {
  readonly file?: string
  readonly piped?: Buffer
}

/** Nobody types there. Whatever is no terminal glance takes for the data of an image. */
const TERMINAL = '/dev/ptmx'

/** What `glance`, speaking version 1 of the API, wrote; rejects when it failed, or showed where it stood in its code. */
export async function glanceV1(cloud: Cloud, args: readonly string[], { file, piped }: Input = {}): Promise<Buffer> {
  const env = { ...(await cloud.glanceEnvironment()), HOME: process.env.HOME }
  const input = piped ? undefined : await open(file ?? TERMINAL, file ? 'r' : 'r+')
  const child = spawn('/usr/bin/glance', ['--os-image-api-version', '1', ...args], {
    env,
    stdio: [input?.fd ?? 'pipe', 'pipe', 'pipe'],
  })
  if (!child.stdout || !child.stderr) throw new Error('glance has no output')
  try {
    child.stdin?.end(piped)
    const heard = [buffer(child.stdout), text(child.stderr), once(child, 'close')] as const
    const [stdout, stderr, [code]] = await Promise.all(heard)
    if (code === 0 && !stderr.includes('Traceback')) return stdout
    throw Object.assign(new Error(`glance ${args.join(' ')}: ${stderr}`), { code, stderr })
  } finally {
    await input?.close()
  }
}

/** The rows of a table that glance printed, by the names of its columns. */
export function rowsOf(table: Buffer): Record<string, string>[] {
  const lines = table.toString().split('\n')
  const cells = lines.filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1))
  const [names = [], ...rows] = cells.map((row) => row.map((cell) => cell.trim()))
  return rows.map((row) => Object.fromEntries(names.map((name, column) => [name, row[column] ?? ''])))
}

/** The image that glance printed, a row for each of its properties. */
export function imageIn(table: Buffer): { id: string; name: string; [property: string]: string } {
  const { id, name, ...others } = Object.fromEntries(
    rowsOf(table).map(({ Property = '', Value = '' }) => [Property, Value]),
  )
  if (!id || !name) throw new Error(`glance printed no image:\n${table}`)
  return { id, name, ...others }
}
