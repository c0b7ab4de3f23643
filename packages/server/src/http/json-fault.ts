/** What is wrong with JSON, without what the parser quotes of it: that could be a password. */
export function jsonFault({ message }: Error): string {
  return message.replace(/, (\.\.\.)?".*$/s, '')
}
