import { RE2JS } from 're2js'

/** A regular expression that is looked for anywhere in a text. */
export interface Pattern {
  test(text: string): boolean
}

/**
 * Operators write patterns, callers write the texts: this engine takes time that grows with the text and no faster, so
 * that nobody can stall the service with a text that was made for it. Throws `SyntaxError`.
 */
export function compilePattern(source: string): Pattern {
  try {
    return RE2JS.compile(source)
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error)
    throw new SyntaxError(`${reason} (RE2 syntax: it has no lookaround and no back references)`, { cause: error })
  }
}
