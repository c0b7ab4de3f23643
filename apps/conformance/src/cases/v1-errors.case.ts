import { conformanceCase } from '../conformance-case.ts'
import { pathV1, updateV1 } from '../images-v1.ts'
import { unknownId } from '../requests.ts'

for (const [name, accept, type] of [
  ['json', 'application/json', /^application\/json\b/],
  ['html', 'text/html', /^text\/html; ?charset=utf-8$/i],
  ['anything', '*/*', /^text\/html; ?charset=utf-8$/i],
  ['plain', 'text/plain', /^text\/plain; ?charset=utf-8$/i],
  ['none', null, /^text\/plain; ?charset=utf-8$/i],
] as const)
  conformanceCase(
    {
      id: `v1.errors.accept.${name}`,
      title: `Accept: ${accept ?? '(none)'} decides on the form of an error in version 1 too`,
      operation: 'wire',
      status: 404,
      needs: ['v1'],
    },
    async ({ target, verify }) => {
      const shown = await target.get(pathV1(unknownId()), { accept })
      const updated = await updateV1(target, unknownId(), { name: 'another' }, undefined, { accept })
      for (const answer of [shown, updated]) {
        verify.status(answer, 404)
        verify.header(answer, 'Content-Type', type)
      }
    },
  )

conformanceCase(
  {
    id: 'v1.errors.unknown-path',
    title: 'An unknown path is 404',
    operation: 'wire',
    status: 404,
    needs: ['v1'],
  },
  async ({ target, verify }) => {
    for (const path of ['/v1/nonsense', '/v1/images/x/y/z', '/v1/images/detail/x'])
      verify.status(await target.get(path), 404)
  },
)

conformanceCase(
  {
    id: 'v1.errors.stranger',
    title: 'Whoever has no token learns nothing below /v1, not even what is there',
    operation: 'wire',
    status: 401,
    needs: ['v1', 'authentication'],
  },
  async ({ target, verify }) => {
    for (const path of ['/v1/', '/v1/nonsense', '/v1.0/images', '/v1.1/images/detail']) {
      const answer = await target.get(path, { token: null })
      verify.status(answer, 401)
      verify.header(answer, 'WWW-Authenticate', /^Keystone uri=/)
    }
  },
)

conformanceCase(
  {
    id: 'v1.errors.request-id',
    title: 'Answers of version 1 carry a request id, errors without a body too',
    operation: 'showImageMetadataV1',
    status: 404,
    needs: ['v1'],
  },
  async ({ target, verify }) => {
    const answer = await target.head(pathV1(unknownId()))
    verify.status(answer, 404)
    verify.header(answer, 'X-Openstack-Request-Id', /^req-[0-9a-f-]{36}$/)
    verify.equal('the length of the body', answer.body.length, 0)
  },
)
