/** One `[name]` of an INI file and the `option = value` lines below it. */
export interface IniSection {
  readonly name: string
  readonly line: number
  readonly options: ReadonlyMap<string, IniOption>
}

export interface IniOption {
  readonly value: string
  readonly line: number
}

/** A line that is none of an INI file. The message says what is wrong with it. */
export class IniSyntaxError extends Error {
  override readonly name = 'IniSyntaxError'
  readonly line: number

  constructor(line: number, reason: string) {
    super(reason)
    this.line = line
  }
}

interface OpenOption {
  value: string
  readonly line: number
  readonly indent: number
}

/**
 * Reads the dialect of Python's configparser, which the files of other Image services are written in: a section's name
 * is everything between the first and the last bracket of its line, `=` and `:` both part an option from its value, a
 * line that is indented further continues the value, and a comment has a line of its own. Sections keep their order.
 *
 * The packages for INI files make other things of names that are regular expressions: they split them at dots, end them
 * at the first bracket, or begin a comment in the middle.
 */
export function parseIni(content: string): IniSection[] {
  const sections = new Map<string, { name: string; line: number; options: Map<string, OpenOption> }>()
  let options: Map<string, OpenOption> | undefined
  let option: OpenOption | undefined
  for (const [index, raw] of content.split(/\r?\n/).entries()) {
    const text = raw.trim()
    const line = index + 1
    const indent = raw.length - raw.trimStart().length
    if (text === '' || /^[#;]/.test(text)) continue
    if (option && indent > option.indent) {
      option.value += `\n${text}`
      continue
    }
    const name = sectionName(text, line)
    if (name === undefined) {
      if (!options) throw new IniSyntaxError(line, 'A [section] must come first')
      option = addOption(options, text, line, indent)
    } else {
      const before = sections.get(name)
      if (before) throw new IniSyntaxError(line, `Section '${name}' is in line ${before.line} already`)
      options = new Map()
      option = undefined
      sections.set(name, { name, line, options })
    }
  }
  return [...sections.values()]
}

function sectionName(text: string, line: number): string | undefined {
  if (!text.startsWith('[')) return undefined
  const [, name, rest] = /^\[(.+)\](.*)$/.exec(text) ?? []
  if (name === undefined || rest !== '') throw new IniSyntaxError(line, 'A section is [name], and nothing after it')
  return name
}

function addOption(options: Map<string, OpenOption>, text: string, line: number, indent: number): OpenOption {
  const [, key, value] = /^([^=:]*?)\s*[=:]\s*(.*)$/.exec(text) ?? []
  if (!key || value === undefined) throw new IniSyntaxError(line, `'${text}' is neither [section] nor 'option = value'`)
  const name = key.toLowerCase()
  const before = options.get(name)
  if (before) throw new IniSyntaxError(line, `'${name}' is in line ${before.line} already`)
  const option = { value, line, indent }
  options.set(name, option)
  return option
}
