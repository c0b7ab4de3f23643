import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isScalar, LineCounter, type Pair, parseDocument, visit } from 'yaml'
import { type Document, routes } from './document.ts'

/** A `key: text` in a YAML file. */
interface Mention {
  key: string
  text: string
  file: string
  line: number
}

const mentionsIn = (root: string, file: string): Mention[] => {
  const lineCounter = new LineCounter()
  const found: Mention[] = []
  const note = (_: unknown, { key, value }: Pair) => {
    if (!isScalar(key) || !isScalar(value)) return
    const { line } = lineCounter.linePos(value.range?.[0] ?? 0)
    found.push({ key: String(key.value), text: String(value.value), file, line })
  }
  visit(parseDocument(readFileSync(join(root, file), 'utf8'), { lineCounter }), { Pair: note })
  return found
}

const unusedFiles = (files: string[], mentions: Mention[]): string[] => {
  const references = mentions.filter(({ key }) => key === '$ref')
  const used = new Set(references.map(({ file, text }) => join(dirname(file), text)))
  return files.filter((file) => !used.has(file)).map((file) => `${file}:1 nothing refers to this file`)
}

/** The Identity API has one version document, and no list of what each version added; UForge has neither. */
const UNLISTED_TAG = /^(Identity|UForge .*)$/

const unlistedOperations = (document: Document, mentions: Mention[]): string[] =>
  routes(document).flatMap(({ operation: { operationId, tags, 'x-since': since, 'x-vitrine': isOurs } }) => {
    if (isOurs || UNLISTED_TAG.test(tags[0])) return []
    const version = document['x-api-versions'].find(({ id }) => id === since)
    if (version?.adds.includes(operationId)) return []
    const here = mentions.find(({ key, text }) => key === 'operationId' && text === operationId)
    return [`${here?.file}:${here?.line} ${operationId} is new in ${since}, but x-api-versions does not list it there`]
  })

/** What the linter cannot see: files that nothing uses, operations that no version has. */
export const checkSpec = (root: string, document: Document): string[] => {
  const files = globSync('spec/{paths,components}/**/*.yaml', { cwd: root })
  const mentions = ['spec/openapi.yaml', ...files].flatMap((file) => mentionsIn(root, file))
  return [...unusedFiles(files, mentions), ...unlistedOperations(document, mentions)]
}
