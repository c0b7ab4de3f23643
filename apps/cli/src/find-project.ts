import { ApiError, type Login } from '@vitrine/client'
import { Failure } from './failure.ts'

const ID = /^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The id of the project with this id or name, as far as the identity service lets the user know; without a login an id. */
export async function findProjectId(login: Login | undefined, idOrName: string): Promise<string> {
  if (login === undefined) return idOrName
  const found = await login.findProjects(idOrName).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 403) return undefined
    throw error
  })
  if (found === undefined) return assertId(idOrName)
  const [project, ...others] = found
  if (project === undefined) throw new Failure(`There is no project with the id or name '${idOrName}'`)
  if (others.length > 0) {
    throw new Failure(
      `${found.length} projects are named '${idOrName}', so use an id:\n${found.map(({ id }) => id).join('\n')}`,
    )
  }
  return project.id
}

/** The same options with the id of the owner, who may be named. */
export async function withOwnerId<T extends { owner?: string }>(options: T, login: Login | undefined): Promise<T> {
  if (options.owner === undefined) return options
  return { ...options, owner: await findProjectId(login, options.owner) }
}

function assertId(text: string): string {
  if (ID.test(text)) return text
  throw new Failure(
    `The identity service does not let you look projects up, and '${text}' is no id: give the id of the project. ` +
      'Its members know it (vitrine token issue)',
  )
}
