import { describe, expect, it } from 'vitest'
import { readAll, sendJson, startServer } from '../../test/stub-server.ts'
import { refuseDocument } from '../../test/uforge.ts'
import { createUForgeClient } from '../index.ts'

const appliance = { dbId: 21, name: 'web', version: '1.0', uri: 'users/bob/appliances/21' }
const profile = { name: 'Minimal', uri: 'users/bob/appliances/21/osprofile' }

/** A service with one appliance, which may refuse its profile. */
async function startForge({ refusesProfile = false } = {}) {
  const asked: unknown[] = []
  const { url } = await startServer(async (request, response) => {
    const body = String(await readAll(request))
    asked.push([request.method, request.url, ...(body === '' ? [] : [JSON.parse(body)])])
    if (request.url?.endsWith('/osprofile')) {
      if (refusesProfile) return refuseDocument(response, 400, 'No such profile', 'body.invalid')
      sendJson(response, 201, { distribProfile: profile })
    } else if (request.method === 'DELETE') response.writeHead(204).end()
    else if (request.method === 'GET' && !request.url?.endsWith('/21')) {
      sendJson(response, 200, { appliances: { total: 1, appliances: { appliance: [appliance] } } })
    } else sendJson(response, 200, { appliance })
  })
  return { asked, ...createUForgeClient({ baseUrl: url, user: 'bob', password: 'secret' }) }
}

const OWN = '/api/users/bob/appliances'

describe('appliances', () => {
  it('are made of an image, with the profile that generations ask for', async () => {
    const { appliances, asked } = await startForge()
    const given = { name: 'web', version: '1.0', archName: 'x86_64' }
    expect(await appliances.create({ ...given, sourceImage: 'image-id' })).toEqual(appliance)
    await appliances.create({ ...given, sourceImage: 'image-id', osProfile: 'Server' })
    const created = ['POST', OWN, { appliance: { ...given, distributionUri: 'distributions/image-id' } }]
    const profiled = (name: string) => ['POST', `${OWN}/21/osprofile`, { distribProfile: { name } }]
    const shown = ['GET', `${OWN}/21`]
    expect(asked).toEqual([created, profiled('Minimal'), shown, created, profiled('Server'), shown])
  })

  it('do not stay when they get no profile', async () => {
    const { appliances, asked } = await startForge({ refusesProfile: true })
    const creating = appliances.create({ name: 'web', version: '1.0', sourceImage: 'image-id' })
    await expect(creating).rejects.toMatchObject({ status: 400, operation: 'createOsProfile' })
    expect(asked.at(-1)).toEqual(['DELETE', `${OWN}/21?force=false`])
  })

  it('are listed, shown, changed and deleted as the API wants it', async () => {
    const { appliances, asked } = await startForge()
    expect(await appliances.list()).toEqual([appliance])
    await appliances.list({ query: `name=='web*'`, orderBy: 'name', descending: true, count: 2, offset: 0 })
    expect(await appliances.show('21')).toEqual(appliance)
    expect(await appliances.setProfile(21, { name: 'Server' })).toEqual(profile)
    expect(await appliances.delete(21, { force: true })).toBeUndefined()
    expect(asked).toEqual([
      ['GET', OWN],
      ['GET', `${OWN}?query=name%3D%3D%27web*%27&orderBy=name&descending=true&count=2&offset=0`],
      ['GET', `${OWN}/21`],
      ['POST', `${OWN}/21/osprofile`, { distribProfile: { name: 'Server' } }],
      ['DELETE', `${OWN}/21?force=true`],
    ])
  })
})
