import { conformanceCase } from '../conformance-case.ts'
import { identityPath } from '../identity.ts'

const NOBODY = { token: null } as const

conformanceCase(
  {
    id: 'identity-versions.list',
    title: 'An address without a version lists the versions with 300, each with a link to it',
    operation: 'listIdentityVersions',
    status: 300,
    needs: ['identity'],
  },
  async ({ identity, verify }) => {
    for (const path of ['/identity', '/identity/']) {
      const answer = await identity.get(path, NOBODY)
      verify.status(answer, 300)
      const { values } = answer.json().versions
      const current = values.find(({ id }: { id: string }) => id.startsWith('v3.'))
      verify.that(/^https?:\/\/.*\/v3\/$/.test(current?.links[0].href), 'no version has a link that ends in /v3/', {
        actual: JSON.stringify(values),
      })
    }
  },
)

conformanceCase(
  {
    id: 'identity-versions.show',
    title: 'The version is described the same, with and without a slash at the end, and in the list',
    operation: 'showIdentityVersion',
    status: 200,
    needs: ['identity'],
  },
  async ({ identity, verify }) => {
    const listed = (await identity.get('/identity', NOBODY)).json().versions.values
    for (const path of ['/identity/v3', '/identity/v3/']) {
      const answer = await identity.get(path, NOBODY)
      verify.status(answer, 200)
      const { version } = answer.json()
      verify.equal(
        `the version at ${path}`,
        version,
        listed.find(({ id }: { id: string }) => id === version.id),
      )
    }
  },
)

for (const [name, path, status] of [
  ['list', '/identity', 300],
  ['show', '/identity/v3', 200],
  ['guarded', identityPath('auth/projects'), 200],
] as const)
  conformanceCase(
    {
      id: `identity-versions.head.${name}`,
      title: `HEAD ${path} is answered like GET, without a body`,
      operation: 'wire',
      status,
      needs: ['identity'],
    },
    async ({ identity, verify }) => {
      const answer = await identity.request('HEAD', path)
      verify.status(answer, status)
      verify.header(answer, 'Content-Type', /^application\/json\b/)
      verify.equal('the length of the body', answer.body.length, 0)
    },
  )
