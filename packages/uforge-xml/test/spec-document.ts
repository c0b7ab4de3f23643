import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { SpecDocument } from '../src/schema/types.ts'

const FOLDER = join(fileURLToPath(import.meta.resolve('@vitrine/spec/package.json')), '../uforge')

/** A reference to a file beside it is one to the schema of that name, as the bundler has it. */
const inOneDocument = (key: unknown, value: unknown) =>
  key === '$ref' ? `#/components/schemas/${basename(String(value), '.yaml')}` : value

const read = (file: string) => parse(readFileSync(join(FOLDER, file), 'utf8'), inOneDocument)

/** The schemas of UForge, read from the spec itself: they have no operations yet, so no bundle has them. */
export const specDocument: SpecDocument = {
  components: {
    schemas: Object.fromEntries(
      globSync('*.yaml', { cwd: FOLDER }).map((file) => [basename(file, '.yaml'), read(file)]),
    ),
  },
}
