import { conformanceCase } from '../conformance-case.ts'
import { factsOf, identityPath } from '../identity.ts'
import { unknownId } from '../requests.ts'
import { quirk } from '../verify.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** Where the identity service keeps to itself what others may know. */
const SECRETIVE = quirk('identity-lookup', 403)

for (const kind of ['project', 'user', 'domain'] as const) {
  const noun = kind === 'project' ? 'Project' : kind === 'user' ? 'User' : 'Domain'
  const things = `${kind}s`
  const own = async ({
    identity,
    token,
  }: {
    identity: Parameters<typeof factsOf>[0]
    token: string
  }): Promise<Named> => {
    const { project, user } = await factsOf(identity, token)
    if (kind === 'user') return user
    return kind === 'project' ? (project as Named) : user.domain
  }

  conformanceCase(
    {
      id: `identity-${things}.show`,
      title: `The own ${kind} is shown by its id`,
      operation: `show${noun}`,
      status: 200,
      needs: ['identity'],
    },
    async ({ verify, ...context }) => {
      const { id, name } = await own(context)
      const answer = await context.identity.get(identityPath(`${things}/${id}`))
      verify.status(answer, 200)
      const shown = answer.json()[kind]
      verify.equal('id and name', [shown.id, shown.name], [id, name])
      verify.equal('enabled', shown.enabled, true)
      verify.that(!/hash|secret|"password"/i.test(answer.text), 'the answer has a secret in it', {
        actual: answer.text,
      })
    },
  )

  conformanceCase(
    {
      id: `identity-${things}.show-unknown`,
      title: `An unknown ${kind} is 404, and a name is no id`,
      operation: `show${noun}`,
      status: 404,
      needs: ['identity'],
    },
    async ({ verify, ...context }) => {
      const { name } = await own(context)
      for (const id of [unknownId(), name])
        verify.status(await context.identity.get(identityPath(`${things}/${encodeURIComponent(id)}`)), 404, SECRETIVE)
    },
  )

  conformanceCase(
    {
      id: `identity-${things}.find`,
      title: `A ${kind} is found by its exact name, and by no other`,
      operation: `list${noun}s`,
      status: 200,
      needs: ['identity'],
    },
    async ({ verify, resources, ...context }) => {
      const { id, name } = await own(context)
      const find = (text: string) =>
        context.identity.get(identityPath(`${things}?${new URLSearchParams({ name: text })}`))
      const found = await find(name)
      if (!verify.status(found, 200, SECRETIVE)) return
      verify.that(
        found.json()[things].some((thing: Named) => thing.id === id),
        `the ${kind} is not found by its name`,
        { actual: found.text },
      )
      verify.equal('what is found by a name that nobody has', (await find(resources.name(kind))).json()[things], [])
    },
  )

  conformanceCase(
    {
      id: `identity-${things}.list`,
      title: `The list has the own ${kind}, and a link to itself`,
      operation: `list${noun}s`,
      status: 200,
      needs: ['identity'],
    },
    async ({ verify, ...context }) => {
      const answer = await context.identity.get(identityPath(things))
      if (!verify.status(answer, 200, SECRETIVE)) return
      const { id } = await own(context)
      const { links, [things]: listed } = answer.json()
      verify.that(
        listed.some((thing: Named) => thing.id === id),
        `the own ${kind} is not in the list`,
        { actual: answer.text },
      )
      verify.that(links.self.endsWith(`/v3/${things}`), 'the link to itself leads elsewhere', { actual: links.self })
    },
  )

  if (kind !== 'domain')
    conformanceCase(
      {
        id: `identity-${things}.other-domain`,
        title: `Another domain has no ${things}`,
        operation: `list${noun}s`,
        status: 200,
        needs: ['identity'],
      },
      async ({ verify, ...context }) => {
        const { name } = await own(context)
        const query = new URLSearchParams({ name, domain_id: unknownId() })
        const answer = await context.identity.get(identityPath(`${things}?${query}`))
        if (verify.status(answer, 200, SECRETIVE)) verify.equal('what is found', answer.json()[things], [])
      },
    )
}

for (const [name, operation, pathFor] of [
  ['token', 'listTokenProjects', () => 'auth/projects'],
  ['user', 'listUserProjects', (id: string) => `users/${id}/projects`],
] as const)
  conformanceCase(
    {
      id: `identity-${name}-projects.list`,
      title: 'The projects of the caller are listed, the one in use among them',
      operation,
      status: 200,
      needs: ['identity'],
    },
    async ({ identity, token, verify }) => {
      const { user, project } = await factsOf(identity, token)
      const answer = await identity.get(identityPath(pathFor(user.id)))
      verify.status(answer, 200)
      const ids = answer.json().projects.map(({ id }: Named) => id)
      verify.that(ids.includes(project?.id), 'the project of the token is missing', { actual: ids.join() })
    },
  )

conformanceCase(
  {
    id: 'identity-user-projects.other',
    title: 'The projects of another user are none of the business of members',
    operation: 'listUserProjects',
    status: 403,
    needs: ['identity', 'member'],
  },
  async ({ identity, verify }) => {
    verify.status(await identity.get(identityPath(`users/${unknownId()}/projects`)), 403)
  },
)

conformanceCase(
  {
    id: 'identity-user-projects.unknown',
    title: 'An unknown user has no projects: 404',
    operation: 'listUserProjects',
    status: 404,
    needs: ['identity', 'administrator'],
  },
  async ({ identity, verify }) => {
    verify.status(await identity.get(identityPath(`users/${unknownId()}/projects`)), 404)
  },
)
