import { createPolicy, PolicyError, type RuleText } from '@vitrine/core'
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { readSettingFile } from './setting-file.ts'
import { ConfigError, type Sourced } from './setting-values.ts'

export type PolicyRules = Readonly<Record<string, RuleText>>

/**
 * The rules of an operator, fit for `createPolicy`; some may be for what is `usedElsewhere`. Throws `ConfigError` with
 * file, line, rule and reason.
 */
export function readPolicyFile(file: Sourced, usedElsewhere: readonly string[] = []): PolicyRules {
  if (file.text === '') return {}
  const written = parsePolicyFile(file.text, readSettingFile(file))
  const rules = Object.fromEntries([...written].map(([name, { text }]) => [name, text]))
  try {
    createPolicy(rules, usedElsewhere)
    return rules
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    throw refusal(file.text, written.get(error.rule)?.line, error.rule, error.message)
  }
}

interface WrittenRule {
  readonly text: RuleText
  readonly line: number
}

/** YAML, and so JSON too. Names are found again by their lines, and none is given twice. */
function parsePolicyFile(path: string, content: string): ReadonlyMap<string, WrittenRule> {
  const counter = new LineCounter()
  const lineOf = (offset: number | undefined) => counter.linePos(offset ?? 0).line
  const document = parseDocument(content, { lineCounter: counter, uniqueKeys: false, prettyErrors: false })
  const [broken] = [...document.errors, ...document.warnings]
  if (broken) throw new ConfigError(`${path}:${lineOf(broken.pos[0])}: ${broken.message} (${QUOTES})`)
  const { contents } = document
  if (contents === null || (isScalar(contents) && contents.value === null)) return new Map()
  if (!isMap(contents)) throw new ConfigError(`${path} must hold 'name: "rule"' lines`)

  const rules = new Map<string, WrittenRule>()
  for (const { key, value } of contents.items) {
    const name = String(key)
    const line = lineOf(isScalar(key) ? key.range?.[0] : 0)
    const fail = (reason: string): never => {
      throw refusal(path, line, name, reason)
    }
    const before = rules.get(name)
    if (before) fail(`It is in line ${before.line} already`)
    rules.set(name, { line, text: ruleText(value, () => fail(NO_TEXT)) })
  }
  return rules
}

const QUOTES = `a rule that begins with one of ' " @ % ! & wants quotes around all of it`
const NO_TEXT = `It must be a text ("" lets everyone, "!" no one) or a list of texts`

function refusal(path: string, line: number | undefined, rule: string, reason: string): ConfigError {
  return new ConfigError(`${path}:${line}: rule '${rule}': ${reason}`)
}

function ruleText(node: unknown, fail: () => never): RuleText {
  if (!isSeq(node)) return plainText(node, fail)
  return node.items.map((row) => (isSeq(row) ? row.items.map((item) => plainText(item, fail)) : plainText(row, fail)))
}

/** YAML takes an unquoted `!` for a tag, and what is left for an empty text, which would let everyone. */
function plainText(node: unknown, fail: () => never): string {
  return isScalar(node) && node.tag === undefined && typeof node.value === 'string' ? node.value : fail()
}
