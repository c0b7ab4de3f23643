import { type Account, ANONYMOUS, DEFAULT_DOMAIN, type IdOrName } from '@vitrine/core'
import * as v from 'valibot'
import type { KeystoneClient } from './keystone-client.ts'
import type { AskAsService } from './service-questions.ts'
import { isNotFound } from './token-answer.ts'

const User = v.object({
  id: v.string(),
  name: v.string(),
  domain_id: v.string(),
  enabled: v.boolean(),
  default_project_id: v.nullish(v.string()),
})
const Project = v.object({ id: v.string(), domain_id: v.string(), enabled: v.boolean() })
const Assignments = v.object({ role_assignments: v.array(v.object({ role: v.object({ name: v.string() }) })) })

/** What else would lead to other paths of Keystone's. */
const ID = /^[\w-]{1,255}$/

const NO_PROJECT = { projectId: null, projectDomainId: null, roles: [] }

/** Finds users of the default domain. For that the service's own user has to be allowed to look them up. */
export function createAccountLookup({ client, ask }: { readonly client: KeystoneClient; readonly ask: AskAsService }) {
  async function findUser(by: IdOrName) {
    if ('id' in by) return ID.test(by.id) ? (await look(`/users/${by.id}`, v.object({ user: User })))?.user : undefined
    const query = new URLSearchParams({ name: by.name, domain_id: DEFAULT_DOMAIN.id })
    return (await look(`/users?${query}`, v.object({ users: v.array(User) })))?.users[0]
  }

  async function findScope(userId: string, projectId: string) {
    const query = new URLSearchParams({ 'user.id': userId, 'scope.project.id': projectId })
    const [found, assigned] = await Promise.all([
      look(`/projects/${encodeURIComponent(projectId)}`, v.object({ project: Project })),
      look(`/role_assignments?${query}&effective&include_names`, Assignments),
    ])
    const roles = (assigned?.role_assignments ?? []).map(({ role }) => role.name.toLowerCase())
    if (!found?.project.enabled || roles.length === 0) return NO_PROJECT
    return { projectId, projectDomainId: found.project.domain_id, roles: [...new Set(roles)] }
  }

  /** Undefined where there is nothing. */
  async function look<Schema extends v.GenericSchema>(path: string, schema: Schema) {
    const { status, body } = await ask({ method: 'GET', path }, 'look up users, projects and roles')
    if (status === 404 && isNotFound(body)) return undefined
    const answer = v.safeParse(schema, body)
    if (status !== 200 || !answer.success) {
      throw client.unavailable(`it answered ${status}, and not as Identity v3 does when asked for users`)
    }
    return answer.output
  }

  return async function findAccount(by: IdOrName, inProject: string | undefined): Promise<Account | undefined> {
    const user = await findUser(by)
    if (!user?.enabled) return undefined
    const { id, name, domain_id: userDomainId } = user
    const projectId = inProject ?? user.default_project_id
    const scope = projectId ? await findScope(id, projectId) : NO_PROJECT
    return { login: { id, name }, caller: { ...ANONYMOUS, userId: id, userDomainId, ...scope } }
  }
}
