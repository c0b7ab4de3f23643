import { DEFAULT_DOMAIN, type IdOrName, type Reference } from '@vitrine/core'

/** As the directory looks it up; undefined for a name in a domain that does not exist. */
export function inDefaultDomain(reference: Reference): IdOrName | undefined {
  if ('id' in reference) return reference
  const { name, domain } = reference
  // Keystone's databases compare names without regard to case, so `default` is what many settings say.
  const isDefault =
    'id' in domain ? domain.id === DEFAULT_DOMAIN.id : domain.name.toLowerCase() === DEFAULT_DOMAIN.name.toLowerCase()
  return isDefault ? { name } : undefined
}
