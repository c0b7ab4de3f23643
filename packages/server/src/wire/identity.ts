import type { Domain as WireDomain, Project as WireProject, User as WireUser } from '@vitrine/api-types'
import { DEFAULT_DOMAIN, type Project, type User } from '@vitrine/core'

/** What a stranger may know of a project, and perhaps the rest. */
export type NamedProject = Pick<Project, 'id' | 'name' | 'enabled'> & Partial<Project>

export function projectToWire({ id, name, description, enabled }: NamedProject, baseUrl: string): WireProject {
  return {
    id,
    name,
    domain_id: DEFAULT_DOMAIN.id,
    ...(description !== undefined && { description }),
    enabled,
    parent_id: DEFAULT_DOMAIN.id,
    is_domain: false,
    tags: [],
    options: {},
    links: { self: identityUrl(baseUrl, `projects/${id}`) },
  }
}

/** Each field by its name: a user has secrets as well. */
export function userToWire({ id, name, enabled, defaultProjectId }: User, baseUrl: string): WireUser {
  return {
    id,
    name,
    domain_id: DEFAULT_DOMAIN.id,
    enabled,
    ...(defaultProjectId !== null && { default_project_id: defaultProjectId }),
    password_expires_at: null,
    options: {},
    links: { self: identityUrl(baseUrl, `users/${id}`) },
  }
}

export function defaultDomain(baseUrl: string): WireDomain {
  return {
    ...DEFAULT_DOMAIN,
    description: 'The default domain',
    enabled: true,
    tags: [],
    options: {},
    links: { self: identityUrl(baseUrl, `domains/${DEFAULT_DOMAIN.id}`) },
  }
}

/** Lists are always whole. */
export function listLinks(baseUrl: string, path: string, search: URLSearchParams) {
  const query = search.toString()
  return { self: identityUrl(baseUrl, query ? `${path}?${query}` : path), previous: null, next: null }
}

export function identityUrl(baseUrl: string, path: string): string {
  return `${baseUrl}/identity/v3/${path}`
}
