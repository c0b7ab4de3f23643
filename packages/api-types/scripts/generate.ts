/** Writes src/generated from the spec; with `--check` only says what is stale. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { enableCompileCache } from 'node:module'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkSpec } from './check-spec.ts'
import { operationTable } from './operation-table.ts'
import { BrokenSpec, bundle, lint } from './redocly.ts'

const ROOT = join(fileURLToPath(import.meta.resolve('@vitrine/spec/package.json')), '../..')
const TARGET = join(import.meta.dirname, '../src/generated')
const CACHE = join(ROOT, 'node_modules/.cache/node')
const BANNER = '// Generated from spec/ by `npm run generate`. Do not edit.\n\n'

// The compilers under this script take seconds to load without it, and the author of the spec waits for them.
enableCompileCache(CACHE)
process.env.NODE_COMPILE_CACHE = CACHE

const generate = async (): Promise<Record<string, string>> => {
  const [document, { types }] = await Promise.all([bundle(ROOT), import('./types.ts'), lint(ROOT)])
  const problems = checkSpec(ROOT, document)
  if (problems.length > 0) throw new BrokenSpec(problems.join('\n'))
  return {
    'openapi.json': `${JSON.stringify(document, null, 2)}\n`,
    'openapi.ts': BANNER + (await types(document)),
    'operations.ts': BANNER + operationTable(document),
  }
}

const staleFiles = async (files: Record<string, string>) => {
  const current = await Promise.all(
    Object.entries(files).map(async ([name, text]) => {
      const there = await readFile(join(TARGET, name), 'utf8').catch(() => undefined)
      return there === text ? [] : [name]
    }),
  )
  return current.flat()
}

try {
  const files = await generate()
  const stale = await staleFiles(files)
  if (process.argv.includes('--check')) {
    for (const name of stale) console.error(`${relative(ROOT, join(TARGET, name))} is stale: run \`npm run generate\``)
    process.exitCode = stale.length > 0 ? 1 : 0
  } else {
    await mkdir(TARGET, { recursive: true })
    // Files that did not change keep their time, so that watchers stay quiet.
    await Promise.all(stale.map((name) => writeFile(join(TARGET, name), files[name] ?? '')))
  }
} catch (error) {
  if (!(error instanceof BrokenSpec)) throw error
  console.error(error.message)
  process.exitCode = 1
}
