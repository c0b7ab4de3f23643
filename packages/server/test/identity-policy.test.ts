import { afterAll, beforeAll, expect, test } from 'vitest'
import { type IdentityService, startIdentityService } from './identity-service.ts'

let service: IdentityService
let tokens: Record<'admin' | 'operator', string>
beforeAll(async () => {
  service = await startIdentityService({ rules: { context_is_admin: 'role:ops' } })
  tokens = {
    admin: await service.tokenOf('admin', 'attic'),
    operator: await service.tokenOf('operator', 'kitchen'),
  }
})
afterAll(() => service.stop())

const ask = (caller: keyof typeof tokens, method: string, path: string, headers = {}) =>
  service.call(method, `/identity/v3/${path}`, { headers: { 'X-Auth-Token': tokens[caller], ...headers } })

test.each(['users', 'projects'])('all %s are listed for those whom the policy calls administrators', async (things) => {
  const sizeFor = async (caller: keyof typeof tokens) => (await ask(caller, 'GET', things)).json[things].length
  expect(await sizeFor('operator')).toBeGreaterThan(4)
  expect(await sizeFor('admin')).toBe(1)
})

test('what others do not see of a user is shown to them alone', async () => {
  expect((await ask('operator', 'GET', 'users/id-of-demo')).json.user).toHaveProperty('default_project_id')
  expect((await ask('admin', 'GET', 'users/id-of-demo')).json.user).not.toHaveProperty('default_project_id')
  expect((await ask('operator', 'GET', 'projects/id-of-cellar')).json.project).toHaveProperty('description')
  expect((await ask('admin', 'GET', 'projects/id-of-cellar')).json.project).not.toHaveProperty('description')
})

test('the projects of another user are for them alone', async () => {
  expect((await ask('operator', 'GET', 'users/id-of-demo/projects')).status).toBe(200)
  const { status, json } = await ask('admin', 'GET', 'users/id-of-demo/projects')
  expect(status).toBe(403)
  expect(json.error.message).toContain("'context_is_admin'")
})

test.each(['GET', 'DELETE'])('%s of a token of another user is for them alone', async (method) => {
  const headers = { 'X-Subject-Token': await service.tokenOf('other', 'cellar') }
  expect((await ask('admin', method, 'auth/tokens', headers)).status).toBe(403)
  expect((await ask('operator', method, 'auth/tokens', headers)).status).toBe(method === 'GET' ? 200 : 204)
})
