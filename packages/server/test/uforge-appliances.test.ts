import type { UForgeAppliance, UForgeImage } from '@vitrine/api-types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messageIdOf, PACKED, startUForgeService, type UForgeService } from './uforge-service.ts'

let service: UForgeService
/** Where generations wait for ever. */
let busy: UForgeService
beforeAll(async () => {
  service = await startUForgeService()
  busy = await startUForgeService({ parallelTasks: 0 })
})
afterAll(() => Promise.all([service.stop(), busy.stop()]))

const create = (body: object, as = 'ann') => service.ask('POST', 'users/ann/appliances', { as, body })
const named = (id: string) => ({ name: 'web', version: '1.0', distributionUri: `distributions/${id}` })

describe('an appliance', () => {
  test('is made of an image of the catalogue, and is where it is said to be', async () => {
    const source = await service.aSource({ name: 'debian 13', architecture: 'aarch64' })
    const { status, headers, json } = await create({ ...named(source.id), description: 'A server' })
    const { uri } = json.appliance
    expect([status, headers.location]).toStrictEqual([201, `${service.url}/api/${uri}`])
    expect(json.appliance).toMatchObject({
      name: 'web',
      version: '1.0',
      description: 'A server',
      distributionName: 'debian 13',
      distributionUri: `distributions/${source.id}`,
      archName: 'aarch64',
      uri: `users/ann/appliances/${json.appliance.dbId}`,
      baseImagesUri: `${uri}/images`,
      baseImagesStatusUri: `${uri}/images/statuses`,
    })
    expect(await service.shown(json.appliance)).toStrictEqual(json.appliance)
  })

  test('is made of what clients send, which says more than counts', async () => {
    const { id } = await service.aSource()
    const xml = `<?xml version="1.0" ?><ns1:appliance xmlns:ns1="http://www.usharesoft.com/uforge">
      <version>1.0</version><name>from hammr</name><orgUri>orgs/1</orgUri><nbUpdates>3</nbUpdates><colour>red</colour>
      <distributionUri>distributions/${id}</distributionUri></ns1:appliance>`
    const { status, json } = await service.ask('POST', 'users/ann/appliances', { body: xml })
    expect([status, json.appliance?.name, json.appliance?.nbUpdates]).toStrictEqual([201, 'from hammr', 0])
  })

  test.each([
    ['no image', '/etc/passwd', 'value.invalid'],
    ['an image that there is not', 'distributions/6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b', 'source.unusable'],
    ['what is no id', 'distributions/1', 'source.unusable'],
  ])('cannot be made of %s', async (_, distributionUri, messageId) => {
    const answer = await create({ name: 'web', version: '1.0', distributionUri })
    expect([answer.status, messageIdOf(answer)]).toStrictEqual([400, messageId])
  })

  test('cannot be made of an image that is not active, is no bare disk, or is of another project', async () => {
    const headers = await service.tokenOf('ann')
    const sources = [
      await service.createImage({}, headers),
      await service.aSource({ container_format: 'ovf' }),
      await service.aSource({ container_format: 'ami', disk_format: 'ami' }),
      await service.aSource({}, 'bob'),
    ]
    const answers = await Promise.all(sources.map(({ id }) => create(named(id))))
    expect(answers.map((answer) => [answer.status, messageIdOf(answer)])).toStrictEqual(
      sources.map(() => [400, 'source.unusable']),
    )
  })

  test.each(['name', 'version', 'distributionUri'])('cannot do without %s', async (member) => {
    const { id } = await service.aSource()
    const answer = await create({ ...named(id), [member]: undefined })
    expect([answer.status, messageIdOf(answer)]).toStrictEqual([400, 'body.value'])
    expect(answer.text).toContain(member)
  })

  test('is made for oneself: not even an administrator makes one for others', async () => {
    const { id } = await service.aSource()
    for (const as of ['bob', 'root']) {
      const answer = await create(named(id), as)
      expect([answer.status, messageIdOf(answer)]).toStrictEqual([403, 'access.denied'])
    }
    expect((await create(named(id), 'root\\ann')).status).toBe(201)
  })

  test('is its user’s, and administrators’', async () => {
    const { uri } = await service.anAppliance()
    expect((await service.ask('GET', uri, { as: 'root' })).status).toBe(200)
    const answers = await Promise.all([
      service.ask('GET', uri, { as: 'bob' }),
      service.ask('DELETE', uri, { as: 'bob' }),
      service.ask('POST', `${uri}/osprofile`, { as: 'bob', body: { name: 'x' } }),
      service.ask('GET', `${uri}/installProfile`, { as: 'bob' }),
    ])
    expect(answers.map((answer) => [answer.status, messageIdOf(answer)])).toStrictEqual(
      answers.map(() => [403, 'access.denied']),
    )
  })

  test.each(['0', '01', 'x', '2147483648', '1e3'])('has no number like %s', async (id) => {
    const answer = await service.ask('GET', `users/ann/appliances/${id}`)
    expect([answer.status, messageIdOf(answer)]).toStrictEqual([404, 'appliance.unknown'])
  })

  test('is not found below another user', async () => {
    const { uri } = await service.anAppliance()
    const answer = await service.ask('GET', uri.replace('ann', 'bob'), { as: 'bob' })
    expect([answer.status, messageIdOf(answer)]).toStrictEqual([404, 'appliance.unknown'])
  })
})

describe('its profiles', () => {
  test('show that it has one for its operating system', async () => {
    const appliance = await service.anAppliance({ profile: false })
    const { status, headers, json } = await service.ask('POST', `${appliance.uri}/osprofile`, {
      body: { linuxProfile: { name: 'Minimal', standardProfileUri: 'distributions/1/profiles/4' } },
    })
    const uri = `${appliance.uri}/osprofile`
    expect([status, headers.location]).toStrictEqual([201, `${service.url}/api/${uri}`])
    expect(json.distribProfile).toMatchObject({ name: 'Minimal', uri })
    const after = await service.shown(appliance)
    expect([appliance.osProfileUri, after.osProfileUri]).toStrictEqual([undefined, uri])
    expect(after.digest).not.toBe(appliance.digest)
  })

  test('can be replaced', async () => {
    const { uri } = await service.anAppliance()
    const { status, json } = await service.ask('POST', `${uri}/osprofile`, { body: { name: 'Desktop' } })
    expect([status, json.distribProfile.name]).toStrictEqual([201, 'Desktop'])
  })

  test('say what the command-line client reads before it generates', async () => {
    const { uri } = await service.anAppliance()
    const { json } = await service.ask('GET', `${uri}/installProfile`)
    expect(json.installProfile).toMatchObject({ partitionAuto: true, applianceUri: uri })
  })
})

describe('deletion', () => {
  const remove = ({ uri }: UForgeAppliance, query = '') => busy.ask('DELETE', `${uri}${query}`)

  test('takes what was generated along, and its files', async () => {
    const image: UForgeImage = await service.aCompleteImage()
    expect(await service.catalogued(image)).toHaveLength(1)
    expect((await service.ask('DELETE', String(image.parentUri))).status).toBe(204)
    for (const [uri, messageId] of [
      [image.parentUri, 'appliance.unknown'],
      [image.uri, 'machineimage.unknown'],
    ]) {
      const answer = await service.ask('GET', String(uri))
      expect([answer.status, messageIdOf(answer)]).toStrictEqual([404, messageId])
    }
    expect(await service.catalogued(image)).toStrictEqual([])
  })

  test('waits for what is being generated, unless it is forced', async () => {
    const appliance = await busy.anAppliance()
    await busy.generate(appliance, PACKED)
    for (const query of ['', '?force=False']) {
      const answer = await remove(appliance, query)
      expect([answer.status, messageIdOf(answer)]).toStrictEqual([409, 'status.conflict'])
    }
    expect((await remove(appliance, '?force=True')).status).toBe(204)
    expect((await remove(appliance)).status).toBe(404)
  })

  test('is forced or not', async () => {
    const appliance = await busy.anAppliance()
    const answer = await remove(appliance, '?force=perhaps')
    expect([answer.status, messageIdOf(answer)]).toStrictEqual([400, 'query.invalid'])
    expect((await busy.ask('GET', appliance.uri)).status).toBe(200)
  })

  test('leaves the source as it is', async () => {
    const appliance = await busy.anAppliance()
    expect((await remove(appliance)).status).toBe(204)
    const [, id = ''] = String(appliance.distributionUri).split('/')
    const headers = await busy.tokenOf('ann')
    expect((await busy.call('GET', `/v2/images/${id}`, { headers })).json.status).toBe('active')
  })
})
