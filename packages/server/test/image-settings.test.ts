import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Image } from '@vitrine/api-types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customiseDocument } from '../src/index.ts'
import { type Service, startService } from './service.ts'

const document = customiseDocument({
  diskFormats: ['raw', 'xcow'],
  containerFormats: ['bare', 'box'],
  properties: {
    tier: { description: 'How good.', enum: ['gold', 'silver'] },
    code: { type: 'string', pattern: '^[0-9]+$' },
    rack: { type: ['string', 'null'] },
  },
})

let dataDir: string
let old: Image
let service: Service
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vitrine-settings-'))
  const before = await startService({
    dataDir,
    app: { document: customiseDocument({ properties: { zone: { type: ['string', 'null'] } } }) },
  })
  old = await before.createActiveImage('bytes', {
    disk_format: 'ploop',
    container_format: 'ovf',
    tier: 'bronze',
    code: 'none',
    zone: null,
  })
  await before.stop()
  service = await startService({ dataDir, app: { document } })
})
afterAll(async () => {
  await service.stop()
  await rm(dataDir, { recursive: true })
})

const create = (body: object) => service.call('POST', '/v2/images', { body })

describe('the formats and properties of an operator', () => {
  test('are what a new image can have', async () => {
    const given = { disk_format: 'xcow', container_format: 'box', tier: 'gold', code: '12', rack: null, other: 'x' }
    const { status, json } = await create(given)
    expect(status).toBe(201)
    expect(json).toMatchObject(given)
    expect(await service.show(json.id)).toStrictEqual(json)
  })

  test.for([
    { name: 'disk_format', value: 'qcow2', says: 'raw, xcow' },
    { name: 'container_format', value: 'ova', says: 'bare, box' },
    { name: 'tier', value: 'bronze', says: 'gold, silver' },
    { name: 'tier', value: null, says: 'must be string' },
    { name: 'code', value: '12x', says: '^[0-9]+$' },
    { name: 'code', value: 12, says: 'must be string' },
    { name: 'other', value: null, says: 'must be string' },
  ])('are all that a new or changed image can have: no $name $value', async ({ name, value, says }) => {
    const refusal = { status: 400, json: { message: expect.stringMatching(new RegExp(`'${name}'`)) } }
    const created = await create({ [name]: value })
    expect(created).toMatchObject(refusal)
    expect(created.json.message).toContain(says)
    const { id } = await service.createImage()
    const patched = await service.patch(id, [{ op: 'add', path: `/${name}`, value }])
    expect(patched).toMatchObject(refusal)
    expect(patched.json.message).toContain(says)
  })

  test('are in the schema that clients read', async () => {
    const { properties } = (await service.call('GET', '/v2/schemas/image')).json
    expect(properties.disk_format.enum).toStrictEqual([null, 'raw', 'xcow'])
    expect(properties.container_format.enum).toStrictEqual([null, 'bare', 'box'])
    expect(properties.tier).toStrictEqual({
      type: 'string',
      description: 'How good.',
      enum: ['gold', 'silver'],
      is_base: false,
    })
    const list = (await service.call('GET', '/v2/schemas/images')).json
    expect(list.properties.images.items.properties).toStrictEqual(properties)
  })

  test('leave older images as they are, to be shown, listed, changed and downloaded', async () => {
    const kept = { disk_format: 'ploop', container_format: 'ovf', tier: 'bronze', code: 'none' }
    expect(await service.show(old.id)).toMatchObject(kept)
    expect((await service.call('GET', '/v2/images?disk_format=ploop&tier=bronze')).json.images).toHaveLength(1)
    const changed = await service.patch(old.id, [{ op: 'replace', path: '/name', value: 'renamed' }])
    expect(changed).toMatchObject({ status: 200, json: { ...kept, name: 'renamed' } })
    expect((await service.download(old.id)).text).toBe('bytes')
  })

  test('show a null that is none any more as an empty text (R16)', async () => {
    expect(old).toMatchObject({ zone: null })
    expect(await service.show(old.id)).toMatchObject({ zone: '' })
  })
})
