import { readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { describe, expect, it } from 'vitest'
import { readAll, refuse, startServer } from '../test/stub-server.ts'
import { createTransport } from './browser/transport.ts'

/** Every module that a browser loads for the client, and what they need from elsewhere. */
async function browserGraph(entry: URL): Promise<{ files: Set<string>; packages: Set<string> }> {
  const files = new Set<string>()
  const packages = new Set<string>()
  const visit = async (file: URL): Promise<void> => {
    if (files.has(file.pathname)) return
    files.add(file.pathname)
    const code = (await readFile(file, 'utf8')).replace(/^(import|export) type [^;]*?from .*$/gm, '')
    for (const [, specifier = ''] of code.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)) {
      if (specifier.startsWith('#platform/')) {
        await visit(new URL(`${specifier.replace('#platform/', 'browser/')}.ts`, entry))
      } else if (specifier.startsWith('.')) await visit(new URL(specifier, file))
      else packages.add(specifier)
    }
  }
  await visit(entry)
  return { files, packages }
}

describe('the client for browsers', () => {
  it('is what the package hands to a bundler', async () => {
    const { imports } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
    expect(imports['#platform/*']).toMatchObject({ node: './dist/node/*.js', default: './dist/browser/*.js' })
  })

  it('needs nothing of Node', async () => {
    const { files, packages } = await browserGraph(new URL('./index.ts', import.meta.url))
    expect([...files].filter((file) => file.includes('/browser/'))).toHaveLength(4)
    expect([...files].filter((file) => file.includes('/node/'))).toEqual([])
    expect([...packages].filter((name) => isBuiltin(name) || name === 'undici')).toEqual([])
    for (const file of files) expect(await readFile(file, 'utf8')).not.toMatch(/\b(Buffer|process)\b/)
  })

  it('downloads by fetch', async () => {
    const { url } = await startServer((_, response) => response.setHeader('etag', '"x"').end('bytes'))
    const { status, header, body } = await createTransport({ fetch }).get({ url, headers: {} })
    expect([status, header('ETag'), String(await readAll(body))]).toEqual([200, '"x"', 'bytes'])
  })

  it('hands refusals on', async () => {
    const { url } = await startServer((_, response) => refuse(response, 403, 'No'))
    expect((await createTransport({ fetch }).get({ url, headers: {} })).status).toBe(403)
  })

  it('has no paths', async () => {
    await expect(createTransport({ fetch }).openSource('/etc/hosts', undefined)).rejects.toThrow(TypeError)
  })
})
