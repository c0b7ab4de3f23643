import { type IdentityDirectory, type IdOrName, Problem, type Project, type Role, type User } from '@vitrine/core'

export interface Lookups {
  user(reference: string): Promise<User>
  project(reference: string): Promise<Project>
  role(reference: string): Promise<Role>
}

/** By id or by name, whichever fits, as people write it on a command line. */
export function createLookups(directory: IdentityDirectory): Lookups {
  return {
    user: (reference) => find('user', reference, (by) => directory.findUser(by)),
    project: (reference) => find('project', reference, (by) => directory.findProject(by)),
    role: (reference) => find('role', reference, (by) => directory.findRole(by)),
  }
}

async function find<T>(what: string, reference: string, look: (by: IdOrName) => Promise<T | undefined>): Promise<T> {
  return (await look({ id: reference })) ?? (await look({ name: reference })) ?? missing(what, reference)
}

export function missing(what: string, reference: string): never {
  throw new Problem('identityNotFound', `There is no ${what} '${reference}'`)
}
