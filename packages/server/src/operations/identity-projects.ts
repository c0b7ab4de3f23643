import type { Handlers } from '@vitrine/api-types'
import { type Caller, type LoginService, Problem, type Project } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { HttpError } from '../http/http-error.ts'
import { listLinks, projectToWire } from '../wire/identity.ts'
import { hasDomain, isAdministrator, ownUserId } from './identity-callers.ts'

export function identityProjectOperations({ login }: { login: LoginService }) {
  return {
    listProjects: async ({ query: { name, domain_id }, ...context }) => {
      const found = name === undefined ? await listFor(context.caller) : await find({ name })
      return { status: 200, body: list(hasDomain(domain_id) ? found : [], 'projects', context) }
    },

    showProject: async ({ path: { project_id: id }, baseUrl }) => {
      const [project] = await find({ id })
      if (!project) throw new HttpError(404, `There is no project with id '${id}'`)
      return { status: 200, body: { project: projectToWire(project, baseUrl) } }
    },

    listTokenProjects: async (context) => {
      const projects = await login.projectsOf(ownUserId(context.caller))
      return { status: 200, body: list(projects, 'auth/projects', context) }
    },

    listUserProjects: async ({ path: { user_id: id }, ...context }) => {
      if (id !== context.caller.userId && !isAdministrator(context.caller)) {
        throw new Problem('forbidden', 'The projects of another user are for administrators to see')
      }
      if (!(await login.findUser({ id }))) throw new HttpError(404, `There is no user with id '${id}'`)
      return { status: 200, body: list(await login.projectsOf(id), `users/${id}/projects`, context) }
    },
  } satisfies Pick<Handlers<HandlerContext>, 'listProjects' | 'showProject' | 'listTokenProjects' | 'listUserProjects'>

  function listFor(caller: Caller): Promise<Project[]> {
    return isAdministrator(caller) ? login.listProjects() : login.projectsOf(ownUserId(caller))
  }

  /** One, or none. */
  async function find(by: Parameters<LoginService['findProject']>[0]): Promise<Project[]> {
    const project = await login.findProject(by)
    return project ? [project] : []
  }
}

function list(projects: readonly Project[], path: string, { baseUrl, search }: HandlerContext) {
  return {
    projects: projects.map((project) => projectToWire(project, baseUrl)),
    links: listLinks(baseUrl, path, search),
  }
}
