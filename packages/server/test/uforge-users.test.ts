import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startService } from './service.ts'
import { messageIdOf, startUForgeService, type UForgeService } from './uforge-service.ts'

let ready = true
let service: UForgeService
beforeAll(async () => {
  service = await startUForgeService({ isReady: () => ready })
  await service.anAppliance()
})
afterAll(() => service.stop())

/** What each user has. */
const LISTS = ['appliances', 'images', 'images/status', 'pimages', 'targetformats', 'formats']

describe('the platform', () => {
  test('tells everybody that it is well, and in which version', async () => {
    const { status, json } = await service.call('GET', '/api/status')
    expect(status).toBe(200)
    expect(json).toStrictEqual({ serviceStatus: { alive: true, version: '3.8.13' } })
  })

  test('is not alive when it is about to stop', async () => {
    ready = false
    const { json } = await service.call('GET', '/api/status')
    ready = true
    expect(json.serviceStatus.alive).toBe(false)
  })

  test('is not there when it is switched off', async () => {
    const without = await startService({ uforge: { isServed: false } })
    const answers = await Promise.all(
      ['/api/status', '/api/users/ann'].map((path) => without.call('GET', path)),
    ).finally(() => without.stop())
    expect(answers.map(({ status }) => status)).toStrictEqual([404, 404])
  })
})

test('everybody is who the path says, where nobody has to log in', async () => {
  const open = await startService()
  try {
    const { id } = await open.createActiveImage('a disk', { name: 'debian' })
    const body = { name: 'web', version: '1.0', distributionUri: `distributions/${id}` }
    const headers = { 'Content-Type': 'application/json' }
    const { status, json } = await open.call('POST', '/api/users/j%C3%B6hn/appliances', { headers, body })
    expect([status, json.appliance?.uri]).toStrictEqual([201, 'users/j%C3%B6hn/appliances/1'])
    const totals = await Promise.all(
      ['jöhn', 'jane'].map((name) => open.call('GET', `/api/users/${encodeURIComponent(name)}/appliances`)),
    )
    expect(totals.map((answer) => answer.json.appliances.total)).toStrictEqual([1, 0])
  } finally {
    await open.stop()
  }
})

describe('a user', () => {
  const entitlementsOf = (user: { roles: { role: [{ entitlements: { entitlement: { name: string }[] } }] } }) =>
    user.roles.role[0].entitlements.entitlement.map(({ name }) => name)

  test.each([
    ['ann', false, ['api_key_access', 'appliance_create', 'image_generate']],
    ['rita', false, []],
    ['root', true, ['api_key_access', 'appliance_create', 'image_generate', 'supervisor_access']],
  ])('%s sees what they may do', async (name, admin, entitlements) => {
    const { json } = await service.ask('GET', `users/${name}`, { as: name })
    expect(json.user).toMatchObject({ loginName: name, active: true, admin, apiKeysQuota: 2, uri: `users/${name}` })
    expect(entitlementsOf(json.user)).toStrictEqual(entitlements)
  })

  test('finds everything of theirs where it is said to be', async () => {
    const { json } = await service.ask('GET', 'users/ann')
    const uris: string[] = Object.entries(json.user).flatMap(([name, uri]) =>
      /^base\w+Uri$/.test(name) ? [String(uri)] : [],
    )
    const answers = await Promise.all(uris.map((uri) => service.ask('GET', uri)))
    expect(uris).toHaveLength(6)
    expect(answers.map(({ status }) => status)).toStrictEqual(uris.map(() => 200))
  })

  test('is shown to an administrator with their own rights', async () => {
    const { json } = await service.ask('GET', 'users/rita', { as: 'root' })
    expect([json.user.admin, entitlementsOf(json.user)]).toStrictEqual([false, []])
  })

  test.each(['users/ann', ...LISTS.map((list) => `users/ann/${list}`)])(
    'does not see %s of another, nor whether there is such a user',
    async (path) => {
      const [theirs, nobodys] = await Promise.all(
        [path, path.replace('ann', 'nobody')].map((asked) => service.ask('GET', asked, { as: 'bob' })),
      )
      expect([theirs?.status, nobodys?.status]).toStrictEqual([403, 403])
      const told = theirs?.json.uforgeError.localizedErrorMsg
      expect(told.messageId).toBe('access.denied')
      expect(nobodys?.json.uforgeError.localizedErrorMsg.message).toBe(told.message.replace('ann', 'nobody'))
    },
  )

  test.each(['', ...LISTS.map((list) => `/${list}`)])(
    'that there is not has no %j, as administrators are told',
    async (list) => {
      const [theirs, nobodys] = await Promise.all(
        ['bob', 'nobody'].map((name) => service.ask('GET', `users/${name}${list}`, { as: 'root' })),
      )
      expect(theirs?.status).toBe(200)
      expect(nobodys && [nobodys.status, messageIdOf(nobodys)]).toStrictEqual([404, 'user.unknown'])
    },
  )

  test('is acted for by an administrator who says so', async () => {
    const { json } = await service.ask('GET', 'users/bob', { as: 'root\\bob' })
    expect(json.user).toMatchObject({ loginName: 'bob', admin: false })
    const { uri } = await service.anAppliance({ as: 'bob' })
    const body = { name: 'Minimal' }
    expect((await service.ask('POST', `${uri}/osprofile`, { as: 'root\\bob', body })).status).toBe(201)
    const others = await service.ask('GET', 'users/ann/appliances', { as: 'root\\bob' })
    expect([others.status, messageIdOf(others)]).toStrictEqual([403, 'access.denied'])
  })
})

describe('formats', () => {
  test('are those that generations take, each with a word that clients know', async () => {
    const { json } = await service.ask('GET', 'users/ann/targetformats')
    const formats: { name: string; format: { name: string } }[] = json.targetFormats.targetFormats.targetFormat
    expect(formats.map(({ name, format }) => `${name}: ${format.name}`)).toStrictEqual([
      'Raw Virtual Disk: raw',
      'QCOW2: qcow2',
      'KVM: kvm',
      'VMware Server: vmware',
      'VirtualBox: vbox',
      'VHD: vhd',
      'Hyper-V: hyper-v',
      'VHDX: hyperv2012',
    ])
    expect(json.targetFormats.total).toBe(8)
  })

  test('are listed without the names that users see, too', async () => {
    const { json } = await service.ask('GET', 'users/ann/formats')
    const names = json.imageFormats.imageFormats.imageFormat.map(({ name }: { name: string }) => name)
    expect(names).toStrictEqual(['raw', 'qcow2', 'kvm', 'vmware', 'vbox', 'vhd', 'hyper-v', 'hyperv2012'])
    expect(json.imageFormats.total).toBe(8)
  })
})

test('nothing is published', async () => {
  const { json } = await service.ask('GET', 'users/ann/pimages')
  expect(json).toStrictEqual({ publishImages: { total: 0, publishImages: { publishImage: [] } } })
})
