import type { Token } from '@vitrine/api-types'
import { conformanceCase } from '../conformance-case.ts'
import { anotherToken, factsOf, logIn, TOKENS, tokenOf } from '../identity.ts'

conformanceCase(
  {
    id: 'identity-login.project',
    title: 'Whoever logs in for a project gets a token that says whose it is and what it is good for',
    operation: 'createToken',
    status: 201,
    needs: ['login'],
  },
  async ({ identity, auth, verify }) => {
    const answer = await logIn(identity, auth)
    verify.status(answer, 201)
    const { token }: { token: Token } = answer.json()
    verify.that(token.methods.join() === auth.identity.methods.join(), 'the methods are others than those used', {
      actual: token.methods.join(),
    })
    verify.that(token.roles !== undefined && token.roles.length > 0, 'there are no roles')
    verify.equal('is_domain', token.is_domain, false)
    verify.that(Date.parse(token.expires_at) > Date.now(), 'the token has ended already', { actual: token.expires_at })
    verify.equal('what the token says', await factsOf(identity, tokenOf(answer)), token)
  },
)

conformanceCase(
  {
    id: 'identity-login.catalog',
    title: 'The catalogue has the image and the identity service, each with a public endpoint in a region',
    operation: 'createToken',
    status: 201,
    needs: ['login'],
  },
  async ({ identity, auth, verify }) => {
    const { catalog = [] }: Token = (await logIn(identity, auth)).json().token
    for (const type of ['image', 'identity']) {
      const endpoints = catalog.filter((service) => service.type === type).flatMap((service) => service.endpoints)
      const found = endpoints.find((endpoint) => endpoint.interface === 'public')
      verify.that(found !== undefined, `there is no public endpoint of type ${type}`, {
        actual: JSON.stringify(catalog),
      })
      verify.that(/^https?:\/\//.test(found?.url ?? ''), `the endpoint of type ${type} has no URL`)
      verify.equal(`the region of type ${type}, under its two names`, found?.region, found?.region_id)
    }
  },
)

conformanceCase(
  {
    id: 'identity-login.nocatalog',
    title: 'nocatalog leaves the catalogue out, and nothing else',
    operation: 'createToken',
    status: 201,
    needs: ['login'],
  },
  async ({ identity, auth, verify }) => {
    const answer = await identity.post(`${TOKENS}?nocatalog`, { token: null, json: { auth } })
    verify.status(answer, 201)
    const { token } = answer.json()
    verify.that(!('catalog' in token), 'there is a catalogue')
    verify.that('project' in token && 'roles' in token, 'project and roles are missing')
  },
)

for (const [name, scope] of [
  ['word', 'unscoped'],
  ['object', { unscoped: {} }],
] as const)
  conformanceCase(
    {
      id: `identity-login.unscoped.${name}`,
      title: 'An unscoped token has neither project nor roles nor services',
      operation: 'createToken',
      status: 201,
      needs: ['login'],
    },
    async ({ identity, auth, verify, skip }) => {
      if (auth.identity.application_credential) skip('an application credential is always for its project')
      const answer = await logIn(identity, { ...auth, scope })
      verify.status(answer, 201)
      for (const field of ['project', 'roles', 'catalog', 'is_domain'])
        verify.that(!(field in answer.json().token), `an unscoped token has ${field}`)
    },
  )

conformanceCase(
  {
    id: 'identity-login.token',
    title: 'A token leads to another one, in another scope, that ends no later',
    operation: 'createToken',
    status: 201,
    needs: ['login'],
  },
  async ({ identity, auth, verify, skip }) => {
    if (auth.identity.application_credential) skip('what an application credential gives may lead nowhere else')
    const first = await logIn(identity, auth)
    const unscoped = await anotherToken(identity, tokenOf(first), 'unscoped')
    const { project } = first.json().token
    const answer = await logIn(identity, {
      identity: { methods: ['token'], token: { id: unscoped } },
      scope: { project: { id: project.id } },
    })
    verify.status(answer, 201)
    const { token } = answer.json()
    verify.equal('the project', token.project, project)
    verify.that(token.methods.includes('token'), 'the methods do not tell', { actual: token.methods.join() })
    verify.that(token.expires_at <= first.json().token.expires_at, 'the second token outlives the first')
  },
)

conformanceCase(
  {
    id: 'identity-login.unknown-fields',
    title: 'Fields that nobody knows mean nothing',
    operation: 'createToken',
    status: 201,
    needs: ['login'],
  },
  async ({ identity, auth, verify }) => {
    const more = { ...auth, hobby: 'fishing', identity: { ...auth.identity, hobby: {} } }
    verify.status(await logIn(identity, more), 201)
  },
)
