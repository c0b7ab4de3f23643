import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Document } from './document.ts'

const run = promisify(execFile)
const manifest = fileURLToPath(import.meta.resolve('@redocly/cli/package.json'))

/** Runs the command-line program from the root of the repository, so that what it prints names files from there. */
const redocly = async (root: string, ...args: string[]) => {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const program = join(dirname(manifest), 'bin/cli.js')
  const { stdout } = await run(process.execPath, [program, ...args, '--config', 'spec/redocly.yaml'], {
    cwd: root,
    env,
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
}

export class BrokenSpec extends Error {}

const broken = (cause: unknown) => {
  const { stdout, stderr } = cause as { stdout: string; stderr: string }
  return new BrokenSpec(`${stdout}${stderr}`, { cause })
}

export const lint = (root: string) =>
  redocly(root, 'lint', 'spec/openapi.yaml', '--max-problems', '1000').catch((cause) => {
    throw broken(cause)
  })

/** The whole document as one value; `$ref`s lead to `#/components` only. */
export const bundle = async (root: string): Promise<Document> => {
  const json = await redocly(root, 'bundle', 'spec/openapi.yaml', '--ext', 'json').catch((cause) => {
    throw broken(cause)
  })
  return JSON.parse(json)
}
