import type { Handlers } from '@vitrine/api-types'
import type { Caller, LoginService, Policy, Project } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { HttpError } from '../http/http-error.ts'
import { listLinks, type NamedProject, projectToWire } from '../wire/identity.ts'
import { hasDomain, ownUserId } from './identity-callers.ts'

export function identityProjectOperations({ login, policy }: { login: LoginService; policy: Policy }) {
  return {
    listProjects: async ({ query: { name, domain_id }, ...context }) => {
      const found = name === undefined ? await listFor(context.caller) : await find({ name }, context.caller)
      return { status: 200, body: list(hasDomain(domain_id) ? found : [], 'projects', context) }
    },

    showProject: async ({ path: { project_id: id }, caller, baseUrl }) => {
      const [project] = await find({ id }, caller)
      if (!project) throw new HttpError(404, `There is no project with id '${id}'`)
      return { status: 200, body: { project: projectToWire(project, baseUrl) } }
    },

    listTokenProjects: async (context) => {
      const projects = await login.projectsOf(ownUserId(context.caller))
      return { status: 200, body: list(projects, 'auth/projects', context) }
    },

    listUserProjects: async ({ path: { user_id: id }, ...context }) => {
      const { caller } = context
      if (id !== caller.userId) policy.assertAllows('context_is_admin', caller, {}, 'The projects of another user')
      if (!(await login.findUser({ id }))) throw new HttpError(404, `There is no user with id '${id}'`)
      return { status: 200, body: list(await login.projectsOf(id), `users/${id}/projects`, context) }
    },
  } satisfies Pick<Handlers<HandlerContext>, 'listProjects' | 'showProject' | 'listTokenProjects' | 'listUserProjects'>

  function listFor(caller: Caller): Promise<Project[]> {
    return policy.isAdmin(caller) ? login.listProjects() : login.projectsOf(ownUserId(caller))
  }

  /** One, or none. Everyone may name a project; what it is for is told to who has a role there, and to administrators. */
  async function find(by: Parameters<LoginService['findProject']>[0], caller: Caller): Promise<NamedProject[]> {
    const project = await login.findProject(by)
    if (!project) return []
    const { id, name, enabled } = project
    return [(await knows(caller, id)) ? project : { id, name, enabled }]
  }

  async function knows(caller: Caller, projectId: string): Promise<boolean> {
    if (policy.isAdmin(caller)) return true
    return (await login.projectsOf(ownUserId(caller))).some(({ id }) => id === projectId)
  }
}

function list(projects: readonly NamedProject[], path: string, { baseUrl, search }: HandlerContext) {
  return {
    projects: projects.map((project) => projectToWire(project, baseUrl)),
    links: listLinks(baseUrl, path, search),
  }
}
