import { conformanceCase } from '../conformance-case.ts'
import { quirk } from '../verify.ts'

conformanceCase(
  {
    id: 'versions.root',
    title: 'The root lists the versions with 300',
    operation: 'listVersionsRoot',
    status: 300,
  },
  async ({ target, verify }) => {
    const answer = await target.get('/', { token: null })
    verify.status(answer, 300)
    const listed = await target.get('/versions', { token: null })
    verify.equal('the list at / compared with that at /versions', answer.json(), listed.json())
  },
)

conformanceCase(
  { id: 'versions.list', title: 'The version list is 200 without a token', operation: 'listVersions', status: 200 },
  async ({ target, verify }) => {
    const answer = await target.get('/versions', { token: null })
    verify.status(answer, 200)
    const { versions } = answer.json() as { versions: { id: string; status: string; links: { href: string }[] }[] }
    verify.equal('the number of CURRENT versions', versions.filter(({ status }) => status === 'CURRENT').length, 1)
    const ids = versions.map(({ id }) => id)
    verify.equal('the number of different ids', new Set(ids).size, ids.length)
    verify.that(ids.includes('v2.0'), 'v2.0 is not listed', { actual: ids.join(' ') })
  },
)

conformanceCase(
  {
    id: 'versions.links',
    title: 'Every minor version links to the address of its major version',
    operation: 'listVersions',
    status: 200,
  },
  async ({ target, verify }) => {
    const answer = await target.get('/versions', { token: null })
    for (const { id, links } of answer.json().versions) {
      const [link] = links
      verify.equal(`rel of ${id}`, link.rel, 'self')
      verify.that(URL.canParse(link.href), `href of ${id} is not an absolute URL`, { actual: link.href })
      const major = id.startsWith('v1') ? 'v1' : 'v2'
      verify.that(link.href.endsWith(`/${major}/`), `href of ${id} does not end in /${major}/`, { actual: link.href })
    }
  },
)

conformanceCase(
  {
    id: 'versions.any-method',
    title: 'The root lists the versions whatever the method',
    operation: 'listVersionsRoot',
    status: 300,
  },
  async ({ target, verify }) => {
    const posted = await target.post('/', { token: null })
    verify.status(posted, 300)
    verify.that(Array.isArray(posted.json().versions), 'POST / does not list versions')
    const head = await target.request('HEAD', '/', { token: null })
    verify.status(head, 300)
    verify.equal('the length of the body of HEAD /', head.body.length, 0)
    verify.status(await target.get('/', { token: null }), 300)
  },
)

for (const [name, method, path] of [
  ['version-3', 'GET', '/v3'],
  ['version-3-below', 'GET', '/v3/images'],
  ['unknown-minor', 'GET', '/v2.99/images'],
  ['no-version', 'GET', '/images'],
  ['no-version-post', 'POST', '/images'],
  ['no-version-head', 'HEAD', '/images'],
] as const)
  conformanceCase(
    {
      id: `versions.unknown.${name}`,
      title: `${method} ${path} lists the versions with 300`,
      operation: 'wire',
      status: 300,
    },
    async ({ target, verify }) => {
      const answer = await target.request(method, path)
      verify.status(answer, 300)
      if (method !== 'HEAD') verify.that(Array.isArray(answer.json().versions), 'the body does not list versions')
      else verify.equal('the length of the body', answer.body.length, 0)
    },
  )

conformanceCase(
  {
    id: 'versions.v1-absent',
    title: 'Version 1, where it is not served, is the version list',
    operation: 'wire',
    status: 300,
    needs: ['noV1'],
  },
  async ({ target, verify }) => {
    verify.status(await target.get('/v1/images'), 300)
  },
)

conformanceCase(
  {
    id: 'versions.v1-listed',
    title: 'Version 1 is listed where it is served, as no current one, and nowhere else',
    operation: 'listVersions',
    status: 200,
  },
  async ({ target, verify }) => {
    const { versions } = (await target.get('/versions')).json() as { versions: { id: string; status: string }[] }
    const listed = versions.filter(({ id }) => id.startsWith('v1'))
    const served = (await target.get('/v1/images')).status !== 300
    verify.equal('whether version 1 is listed', listed.length > 0, served)
    for (const { id, status } of listed) {
      verify.that(['DEPRECATED', 'SUPPORTED'].includes(status), `the status of ${id} is another`, { actual: status })
      verify.status(await target.get(`/${id}/images`), 200)
    }
  },
)

conformanceCase(
  {
    id: 'versions.minor-in-path',
    title: 'Every advertised minor version serves what v2 serves',
    operation: 'wire',
    status: 200,
  },
  async ({ target, verify }) => {
    const { versions } = (await target.get('/versions')).json() as { versions: { id: string }[] }
    for (const { id } of versions.filter((version) => version.id.startsWith('v2')))
      verify.status(await target.get(`/${id}/schemas/image`), 200)
  },
)

conformanceCase(
  {
    id: 'versions.accept',
    title: 'A version in Accept counts like one in the path',
    operation: 'wire',
    status: 200,
  },
  async ({ target, verify }) => {
    const answer = await target.get('/schemas/image', { accept: 'application/vnd.openstack.images-v2' })
    verify.status(answer, 200)
    const unknown = await target.get('/schemas/image', { accept: 'application/vnd.openstack.images-v2.99' })
    verify.status(unknown, 300)
  },
)

conformanceCase(
  {
    id: 'versions.microversion-header',
    title: 'OpenStack-API-Version is ignored',
    operation: 'listImages',
    status: 200,
  },
  async ({ target, verify }) => {
    const headers = { 'OpenStack-API-Version': 'image 2.99' }
    verify.status(await target.get('/v2/images?limit=1', { headers }), 200)
  },
)

conformanceCase(
  {
    id: 'versions.v2-redirect',
    title: '/v2 leads to /v2/, where nothing is',
    operation: 'wire',
    status: [302, 404],
  },
  async ({ target, verify }) => {
    const answer = await target.get('/v2')
    verify.status(answer, 302)
    verify.header(answer, 'Location', /^https?:\/\/.*\/v2\/$/)
    verify.status(await target.get('/v2/'), 404)
  },
)

conformanceCase(
  {
    id: 'versions.v1-redirect',
    title: '/v1 leads to /v1/, where the list of images is',
    operation: 'wire',
    status: [302, 200],
    needs: ['v1'],
  },
  async ({ target, verify }) => {
    const answer = await target.get('/v1')
    verify.status(answer, 302)
    verify.header(answer, 'Location', /^https?:\/\/.*\/v1\/$/)
    const list = await target.get('/v1/')
    verify.status(list, 200)
    verify.that(Array.isArray(list.json().images), 'GET /v1/ does not list images')
  },
)

conformanceCase(
  {
    id: 'versions.request-id',
    title: 'Discovery carries a request id like every other answer',
    operation: 'listVersions',
    status: 200,
  },
  async ({ target, verify }) => {
    for (const path of ['/', '/versions'])
      verify.header(
        await target.get(path, { token: null }),
        'X-Openstack-Request-Id',
        /^req-[0-9a-f-]{36}$/,
        'no-request-id',
      )
  },
)

conformanceCase(
  { id: 'health.show', title: 'A server that is well says OK', operation: 'showHealth', status: 200 },
  async ({ target, verify, skip }) => {
    const answer = await target.get('/healthcheck', { token: null, accept: null })
    // A separate application that operators may leave out.
    if ([300, 404].includes(answer.status)) skip('this server has no health check')
    verify.status(answer, 200)
    verify.header(answer, 'Content-Type', /^text\/plain\b/)
    verify.equal('the body', answer.text.trim(), 'OK')
  },
)

for (const [name, operation, path] of [
  ['versions', 'listVersions', '/versions'],
  ['health', 'showHealth', '/healthcheck'],
] as const) {
  conformanceCase(
    { id: `${name}.method`, title: `Methods other than GET and HEAD are refused at ${path}`, operation, status: 405 },
    async ({ target, verify, skip }) => {
      const shown = await target.get(path, { token: null })
      // A separate application that operators may leave out.
      if (name === 'health' && [300, 404].includes(shown.status)) skip('this server has no health check')
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await target.request(method, path, { token: null })
        if (!verify.status(answer, 405, quirk('discovery-methods', 200))) continue
        const allowed = (answer.header('allow') ?? '').split(', ').sort()
        verify.equal(`Allow in the answer to ${method}`, allowed, ['GET', 'HEAD'])
      }
    },
  )

  conformanceCase(
    { id: `${name}.head`, title: `HEAD ${path} is answered without a body`, operation: 'wire', status: [200, 204] },
    async ({ target, verify, skip }) => {
      const answer = await target.request('HEAD', path, { token: null })
      if (name === 'health' && [300, 404].includes(answer.status)) skip('this server has no health check')
      // 204 says expressly what HEAD implies.
      verify.status(answer, [200, 204])
      verify.equal('the length of the body', answer.body.length, 0)
    },
  )
}
