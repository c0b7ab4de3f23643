import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { loadSigningKey } from './signing-key.ts'

vi.mock('node:fs/promises', { spy: true })

describe('the signing key', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-key-'))
    path = join(folder, 'tokens.key')
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('is made once, of 32 bytes, for the owner alone', async () => {
    const key = await loadSigningKey(path)
    expect(key).toHaveLength(32)
    expect(await readFile(path)).toStrictEqual(key)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await loadSigningKey(path)).toStrictEqual(key)
    expect(await readdir(folder)).toStrictEqual(['tokens.key'])
  })

  test('is another one elsewhere', async () => {
    expect(await loadSigningKey(path)).not.toStrictEqual(await loadSigningKey(`${path}-2`))
  })

  test('is one for all who start at once', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => loadSigningKey(path)))
    for (const key of keys) expect(key).toStrictEqual(keys[0])
    expect(await readdir(folder)).toStrictEqual(['tokens.key'])
  })

  test('is the one of another process that was faster', async () => {
    const others = Buffer.alloc(32, 'k')
    vi.mocked(writeFile).mockImplementationOnce(async (draft, bytes, options) => {
      await writeFile(path, others, { mode: 0o600 })
      await writeFile(draft, bytes, options)
    })
    expect(await loadSigningKey(path)).toStrictEqual(others)
    expect(await readdir(folder)).toStrictEqual(['tokens.key'])
  })

  test.for([0o604, 0o602, 0o620, 0o644, 0o666])('is refused with mode %o, and the way out is told', async (mode) => {
    await loadSigningKey(path)
    await chmod(path, mode)
    await expect(loadSigningKey(path)).rejects.toThrow(
      `The key file ${path} is open to others (mode ${mode.toString(8)}), who could sign tokens: chmod 600 ${path}`,
    )
  })

  test.for([0o400, 0o440, 0o640])('is taken with mode %o, as service managers hand out secrets', async (mode) => {
    const key = await loadSigningKey(path)
    await chmod(path, mode)
    expect(await loadSigningKey(path)).toStrictEqual(key)
  })

  test.for([0, 31, 33])('is refused when it has %i bytes, and stays as it is', async (length) => {
    await writeFile(path, Buffer.alloc(length, 'k'), { mode: 0o600 })
    const refusal = await loadSigningKey(path).catch((error: unknown) => `${error}`)
    expect(refusal).toContain(`${path} has ${length} bytes and not 32`)
    expect(refusal).not.toContain('kk')
    expect(await readFile(path)).toHaveLength(length)
  })

  test('cannot be where there is no folder', async () => {
    await expect(loadSigningKey(join(folder, 'none', 'tokens.key'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
