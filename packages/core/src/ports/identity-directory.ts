/**
 * Where the built-in identity keeps its users, projects and what they may do. Names are unique, as text; ids are given
 * by the caller and never change. Everything that a user or a project has goes with it.
 */
export interface IdentityDirectory {
  /** Adds all of it at once, unless there is any user already: then false, and nothing has changed. */
  seed(seed: DirectorySeed): Promise<boolean>

  /** Rejects with `nameTaken`. */
  insertUser(user: User): Promise<void>
  findUser(by: IdOrName): Promise<User | undefined>
  /** In the order of their names. */
  listUsers(): Promise<User[]>
  /** Answers undefined when there is no such user; rejects with `nameTaken`. */
  updateUser(id: string, changes: Partial<Omit<User, 'id'>>): Promise<User | undefined>
  deleteUser(id: string): Promise<boolean>

  insertProject(project: Project): Promise<void>
  findProject(by: IdOrName): Promise<Project | undefined>
  listProjects(): Promise<Project[]>
  updateProject(id: string, changes: Partial<Omit<Project, 'id'>>): Promise<Project | undefined>
  deleteProject(id: string): Promise<boolean>

  insertRole(role: Role): Promise<void>
  findRole(by: IdOrName): Promise<Role | undefined>
  listRoles(): Promise<Role[]>
  deleteRole(id: string): Promise<boolean>

  /** Counts as done when it was so already. */
  assignRole(assignment: RoleAssignment): Promise<void>
  /** False when it was not so. */
  unassignRole(assignment: RoleAssignment): Promise<boolean>
  listAssignments(where: { readonly userId?: string; readonly projectId?: string }): Promise<RoleAssignment[]>
  /** Roles of a user in a project, in the order of their names. */
  rolesOf(userId: string, projectId: string): Promise<Role[]>
  /** Projects in which a user has any role, in the order of their names. */
  projectsOf(userId: string): Promise<Project[]>

  /** Names of credentials are unique for each user: rejects with `nameTaken`. */
  insertCredential(credential: ApplicationCredential): Promise<void>
  findCredential(
    by: { readonly id: string } | { readonly userId: string; readonly name: string },
  ): Promise<ApplicationCredential | undefined>
  listCredentials(userId: string): Promise<ApplicationCredential[]>
  deleteCredential(id: string): Promise<boolean>

  /** From now on `isRevoked` says so, until `forgetRevocations` was called for a time after `expiresAt`. */
  revokeToken(tokenId: string, expiresAt: Date): Promise<void>
  isRevoked(tokenId: string): Promise<boolean>
  forgetRevocations(expiredBefore: Date): Promise<void>
}

export type IdOrName = { readonly id: string } | { readonly name: string }

export interface User {
  readonly id: string
  readonly name: string
  readonly enabled: boolean
  /** In PHC format; null: this user cannot log in by password. */
  readonly passwordHash: string | null
  readonly defaultProjectId: string | null
  /** Tokens that were issued earlier are not valid: moves on when the password changes. */
  readonly tokensValidFrom: Date
}

export interface Project {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly enabled: boolean
}

export interface Role {
  readonly id: string
  readonly name: string
}

export interface RoleAssignment {
  readonly userId: string
  readonly projectId: string
  readonly roleId: string
}

/** Lets a program log in as its user, in one project, with some of the user's roles, without the user's password. */
export interface ApplicationCredential {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly userId: string
  readonly projectId: string
  /** In PHC format. */
  readonly secretHash: string
  /** Names of roles. Those that the user has lost since then do not count. */
  readonly roles: readonly string[]
  readonly expiresAt: Date | null
}

export interface DirectorySeed {
  readonly users: readonly User[]
  readonly projects: readonly Project[]
  readonly roles: readonly Role[]
  readonly assignments: readonly RoleAssignment[]
}
