import { randomBytes } from 'node:crypto'
import { link, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { KEY_LENGTH } from './tokens.ts'

/** Write for the group, and everything for others. */
const TOO_OPEN = 0o027

/**
 * The key in the file at `path`, which is made when there is none. Rejects when others may read it, or when it is no
 * key: tokens that anybody can sign are worse than no start.
 */
export async function loadSigningKey(path: string): Promise<Uint8Array> {
  const key = await readKey(path).catch(unlessCode('ENOENT'))
  if (key) return key
  await createKey(path)
  // Not the bytes that were just made: another process may have been faster.
  return readKey(path)
}

async function readKey(path: string): Promise<Uint8Array> {
  const { mode } = await stat(path)
  if ((mode & TOO_OPEN) !== 0 && process.platform !== 'win32') {
    const octal = (mode & 0o777).toString(8)
    throw new Error(`The key file ${path} is open to others (mode ${octal}), who could sign tokens: chmod 600 ${path}`)
  }
  const key = await readFile(path)
  if (key.length === KEY_LENGTH) return key
  throw new Error(
    `The key file ${path} has ${key.length} bytes and not ${KEY_LENGTH}: restore it, or remove it to get a new one, ` +
      'which ends all tokens',
  )
}

/** Whole or not at all: the name appears when the bytes are on the disk, and never replaces another key. */
async function createKey(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(8).toString('hex')}`
  try {
    await writeFile(draft, randomBytes(KEY_LENGTH), { flag: 'wx', mode: 0o600, flush: true })
    await link(draft, path).catch(unlessCode('EEXIST'))
  } finally {
    await rm(draft, { force: true })
  }
  const folder = await open(dirname(path))
  await folder.sync().finally(() => folder.close())
}

function unlessCode(code: string): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof Error && 'code' in error && error.code === code)) throw error
  }
}
