/** Whether a pattern of `--only` means this case: part of its id, its operation, or either with `*` for any text. */
export const matchesPattern = (definition: { id: string; operation: string }, pattern: string): boolean => {
  if (definition.operation === pattern) return true
  if (!pattern.includes('*')) return definition.id.includes(pattern)
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  const expression = new RegExp(`^${source}$`)
  return expression.test(definition.id) || expression.test(definition.operation)
}
