import { conformanceCase } from '../conformance-case.ts'
import { anotherToken, factsOf, identityPath, logIn, subject, TOKENS, tokenOf } from '../identity.ts'
import { quirk } from '../verify.ts'

conformanceCase(
  {
    id: 'identity-tokens.show',
    title: 'The own token is shown, with its project, roles and services',
    operation: 'showToken',
    status: 200,
    needs: ['identity'],
  },
  async ({ identity, token, verify }) => {
    const answer = await identity.get(TOKENS, subject(token))
    verify.status(answer, 200)
    verify.equal('the token in the answer', answer.header('x-subject-token'), token)
    for (const field of ['project', 'roles', 'catalog'])
      verify.that(field in answer.json().token, `a token for a project has no ${field}`)
  },
)

conformanceCase(
  {
    id: 'identity-tokens.show-nocatalog',
    title: 'nocatalog leaves the catalogue out, whatever its value',
    operation: 'showToken',
    status: 200,
    needs: ['identity'],
  },
  async ({ identity, token, verify }) => {
    for (const query of ['nocatalog', 'nocatalog=1']) {
      const answer = await identity.get(`${TOKENS}?${query}`, subject(token))
      verify.status(answer, 200)
      verify.that(!('catalog' in answer.json().token), 'there is a catalogue')
    }
  },
)

conformanceCase(
  {
    id: 'identity-tokens.head',
    title: 'HEAD checks a token without saying anything of it',
    operation: 'wire',
    status: [200, 404],
    needs: ['identity'],
  },
  async ({ identity, token, verify }) => {
    const good = await identity.request('HEAD', TOKENS, subject(token))
    verify.status(good, 200)
    verify.equal('the length of the body', good.body.length, 0)
    verify.status(await identity.request('HEAD', TOKENS, subject('not-a-token')), 404)
  },
)

conformanceCase(
  {
    id: 'identity-tokens.show-other',
    title: 'Administrators may ask about the tokens of others',
    operation: 'showToken',
    status: 200,
    needs: ['identity', 'otherCaller', 'administrator'],
  },
  async ({ identity, otherToken, verify }) => {
    verify.status(await identity.get(TOKENS, subject(otherToken)), 200)
  },
)

for (const [method, operation] of [
  ['GET', 'showToken'],
  ['DELETE', 'deleteToken'],
] as const) {
  const name = method === 'GET' ? 'show' : 'revoke'

  conformanceCase(
    {
      id: `identity-tokens.${name}-none`,
      title: `${method} that names no token is refused`,
      operation,
      status: 400,
      needs: ['identity'],
    },
    async ({ identity, verify }) => {
      verify.status(await identity.request(method, TOKENS), 400, quirk('identity-no-subject', 403, 404))
    },
  )

  conformanceCase(
    {
      id: `identity-tokens.${name}-unknown`,
      title: `${method} of a token that is not valid is 404`,
      operation,
      status: 404,
      needs: ['identity'],
    },
    async ({ identity, verify }) => {
      verify.status(await identity.request(method, TOKENS, subject('not-a-token')), 404)
    },
  )

  conformanceCase(
    {
      id: `identity-tokens.${name}-foreign`,
      title: `${method} of the token of another user is forbidden`,
      operation,
      status: 403,
      needs: ['identity', 'otherCaller', 'member'],
    },
    async ({ identity, token, otherToken, verify, skip }) => {
      const [own, other] = [await factsOf(identity, token), await identity.get(TOKENS, subject(otherToken))]
      if (other.status === 200 && other.json().token.user.id === own.user.id) skip('both callers are the same user')
      verify.status(await identity.request(method, TOKENS, subject(otherToken)), 403)
    },
  )
}

conformanceCase(
  {
    id: 'identity-tokens.revoke',
    title: 'A token that was revoked is good for nothing, and the one it was revoked with for everything',
    operation: 'deleteToken',
    status: 204,
    needs: ['login'],
  },
  async ({ identity, auth, verify }) => {
    const [used, revoked] = [tokenOf(await logIn(identity, auth)), tokenOf(await logIn(identity, auth))]
    verify.status(await identity.delete(TOKENS, { ...subject(revoked), token: used }), 204)
    verify.status(await identity.get(TOKENS, { ...subject(revoked), token: used }), 404)
    verify.status(await identity.get(TOKENS, { ...subject(revoked), token: revoked }), 401)
    verify.status(await identity.get(identityPath('auth/projects'), { token: revoked }), 401)
    verify.status(await identity.get(TOKENS, { ...subject(used), token: used }), 200)
  },
)

conformanceCase(
  {
    id: 'identity-tokens.revoke-own',
    title: 'A token may revoke itself, once',
    operation: 'deleteToken',
    status: 204,
    needs: ['login'],
  },
  async ({ identity, auth, verify }) => {
    const token = tokenOf(await logIn(identity, auth))
    verify.status(await identity.delete(TOKENS, { ...subject(token), token }), 204)
    verify.status(await identity.delete(TOKENS, { ...subject(token), token }), 401)
  },
)

conformanceCase(
  {
    id: 'identity-catalog.show',
    title: 'The catalogue is that of the token',
    operation: 'showServiceCatalog',
    status: 200,
    needs: ['identity'],
  },
  async ({ identity, token, verify }) => {
    const answer = await identity.get(identityPath('auth/catalog'))
    verify.status(answer, 200)
    verify.equal('the catalogue', answer.json().catalog, (await factsOf(identity, token)).catalog)
  },
)

conformanceCase(
  {
    id: 'identity-catalog.unscoped',
    title: 'There is no catalogue for an unscoped token',
    operation: 'showServiceCatalog',
    status: 403,
    needs: ['login'],
  },
  async ({ identity, auth, token: own, verify, skip }) => {
    if (auth.identity.application_credential) skip('what an application credential gives may lead nowhere else')
    const token = await anotherToken(identity, own, 'unscoped')
    verify.status(await identity.get(identityPath('auth/catalog'), { token }), 403)
  },
)
