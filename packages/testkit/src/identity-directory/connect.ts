import { randomUUID } from 'node:crypto'
import type { ApplicationCredential, IdentityDirectory, Project, Role, User } from '@vitrine/core'
import { afterEach, beforeEach } from 'vitest'

export type ConnectDirectory = () => Promise<{ readonly directory: IdentityDirectory; close(): Promise<void> }>

/** A fresh directory for each test. */
export function useDirectory(connect: ConnectDirectory): { readonly directory: IdentityDirectory } {
  let connected: Awaited<ReturnType<ConnectDirectory>>
  beforeEach(async () => {
    connected = await connect()
  })
  afterEach(() => connected.close())
  return {
    get directory() {
      return connected.directory
    },
  }
}

export function buildUser(overrides: Partial<User> = {}): User {
  const id = randomUUID()
  return {
    id,
    name: `user-${id}`,
    enabled: true,
    passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
    defaultProjectId: null,
    tokensValidFrom: new Date('2026-01-02T03:04:05.678Z'),
    ...overrides,
  }
}

export function buildProject(overrides: Partial<Project> = {}): Project {
  const id = randomUUID()
  return { id, name: `project-${id}`, description: 'Of the tests', enabled: true, ...overrides }
}

export function buildRole(overrides: Partial<Role> = {}): Role {
  const id = randomUUID()
  return { id, name: `role-${id}`, ...overrides }
}

/** A user with one role in one project, all three in the directory. */
export async function insertMember(directory: IdentityDirectory) {
  const [user, project, role] = [buildUser(), buildProject(), buildRole()]
  await directory.insertUser(user)
  await directory.insertProject(project)
  await directory.insertRole(role)
  const assignment = { userId: user.id, projectId: project.id, roleId: role.id }
  await directory.assignRole(assignment)
  return { user, project, role, assignment }
}

export function buildCredential(
  owner: { readonly user: User; readonly project: Project },
  overrides: Partial<ApplicationCredential> = {},
): ApplicationCredential {
  const id = randomUUID()
  return {
    id,
    name: `credential-${id}`,
    description: 'Of the tests',
    userId: owner.user.id,
    projectId: owner.project.id,
    secretHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
    roles: ['member', 'reader'],
    expiresAt: new Date('2027-01-02T03:04:05.678Z'),
    ...overrides,
  }
}
