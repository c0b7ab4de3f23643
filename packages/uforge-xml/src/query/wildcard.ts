/**
 * Whether a text is what the pattern says, where `*` stands for any text. Each part is looked for once, from the left: no
 * pattern makes it try again.
 */
export const createMatcher = (pattern: string): ((text: string) => boolean) => {
  const [start = '', ...rest] = pattern.split('*')
  const end = rest.pop()
  if (end === undefined) return (text) => text === pattern
  return (text) => {
    if (!text.startsWith(start) || text.length < start.length + end.length || !text.endsWith(end)) return false
    let position: number = start.length
    for (const part of rest) {
      const found = text.indexOf(part, position)
      if (found < 0) return false
      position = found + part.length
    }
    return position <= text.length - end.length
  }
}
