import { describe, expect, test } from 'vitest'
import { startService, stubIdentity } from './service.ts'

/** What the identity middleware of the field hands on behind itself, and clients must not be able to bring along. */
const CLAIMS = {
  'X-Identity-Status': 'Confirmed',
  'X-Service-Identity-Status': 'Confirmed',
  'X-Roles': 'admin,member,reader,service',
  'X-Role': 'admin',
  'X-Service-Roles': 'service',
  'X-User-Id': 'root',
  'X-User': 'root',
  'X-Project-Id': 'project-b',
  'X-Tenant-Id': 'project-b',
  'X-Tenant': 'project-b',
  'X-Domain-Id': 'default',
  'X-Is-Admin-Project': 'True',
  'X-Forwarded-User': 'root',
  'X-HTTP-Method-Override': 'DELETE',
}

describe('what a client says of itself in headers', () => {
  test('is not believed (S16)', async () => {
    const service = await startService({
      identity: stubIdentity({ alice: { projectId: 'project-a' }, bob: { projectId: 'project-b' } }),
    })
    const { id } = await service.createImage({ visibility: 'private' }, { 'X-Auth-Token': 'bob' })
    const as = (headers: Record<string, string>) => ({ headers: { ...CLAIMS, ...headers } })

    expect((await service.call('GET', '/v2/images', as({}))).status).toBe(401)
    expect((await service.call('GET', `/v2/images/${id}`, as({ 'X-Auth-Token': 'alice' }))).status).toBe(404)
    const created = await service.call('POST', '/v2/images', { ...as({ 'X-Auth-Token': 'alice' }), body: {} })
    expect(created.json.owner).toBe('project-a')
    const publish = { ...as({ 'X-Auth-Token': 'alice' }), body: { visibility: 'public' } }
    expect((await service.call('POST', '/v2/images', publish)).status).toBe(403)
    await service.stop()
  })
})
