import {
  type Check,
  compilePattern,
  type Pattern,
  PROPERTY_OPERATIONS,
  type PropertyOperation,
  type PropertySection,
  RULES,
} from '@vitrine/core'
import { type IniSection, IniSyntaxError, parseIni } from './ini-file.ts'
import type { PolicyRules } from './policy-file.ts'
import { type PermissionFormat, parsePermission } from './property-permission.ts'
import { readSettingFile } from './setting-file.ts'
import { ConfigError, oneOf, type Sourced } from './setting-values.ts'

/** Whom custom properties are for, as an operator's file says; without a file there are no sections. */
export interface PropertyProtectionFile {
  readonly sections: readonly PropertySection[]
  readonly ruleUses: readonly RuleUse[]
}

/** A rule of the policy that the file names, and where it does. */
export interface RuleUse {
  readonly rule: string
  readonly where: string
}

/** Throws `ConfigError` with file, line, section and reason. */
export function readPropertyProtection(file: Sourced, format: Sourced): PropertyProtectionFile {
  const kind = oneOf(format, ['roles', 'policies'])
  const ruleUses: RuleUse[] = []
  const sections = file.text === '' ? [] : parseFile(file).map((section) => readSection(section, file, kind, ruleUses))
  return { sections, ruleUses }
}

/** Throws `ConfigError` when a rule is named that is none of ours, nor of the policy file. */
export function assertRulesExist(uses: readonly RuleUse[], rules: PolicyRules): void {
  const missing = uses.find(({ rule }) => !Object.hasOwn(RULES, rule) && !Object.hasOwn(rules, rule))
  if (!missing) return
  throw new ConfigError(`${missing.where} names the rule '${missing.rule}', which does not exist: see policy_file`)
}

function parseFile(file: Sourced): IniSection[] {
  try {
    const sections = parseIni(readSettingFile(file))
    if (sections.length > 0) return sections
  } catch (error) {
    if (!(error instanceof IniSyntaxError)) throw error
    throw new ConfigError(`${file.text}:${error.line}: ${error.message}`, { cause: error })
  }
  // The original would protect nothing, and say nothing.
  throw new ConfigError(`${file.text} has no [section]: leave ${file.origin} out to protect nothing`)
}

function readSection(
  { name, line, options }: IniSection,
  { text: path }: Sourced,
  format: PermissionFormat,
  ruleUses: RuleUse[],
): PropertySection {
  const place = (at: number) => `${path}:${at}: section '${name}':`
  const permission = (operation: PropertyOperation): Check => {
    const option = options.get(operation)
    if (!option) throw new ConfigError(`${place(line)} '${operation}' is missing; '@' is for everyone, '!' for no one`)
    const where = `${place(option.line)} '${operation}'`
    const check = parsePermission(option.value, format, where)
    if (check.kind === 'rule') ruleUses.push({ rule: check.name, where })
    return check
  }
  // There each section would take from this one what it lacks.
  if (name === 'DEFAULT') throw new ConfigError(`${place(line)} Every section says by itself whom it lets`)
  for (const [operation, option] of options) assertOperation(operation, place(option.line))
  return {
    pattern: readPattern(name, place(line)),
    create: permission('create'),
    read: permission('read'),
    update: permission('update'),
    delete: permission('delete'),
  }
}

function assertOperation(name: string, place: string): void {
  if (PROPERTY_OPERATIONS.some((operation) => operation === name)) return
  throw new ConfigError(`${place} '${name}' is none of ${PROPERTY_OPERATIONS.join(', ')}`)
}

function readPattern(text: string, place: string): Pattern {
  try {
    return compilePattern(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : error
    throw new ConfigError(`${place} The name is no regular expression: ${reason}`, { cause: error })
  }
}
