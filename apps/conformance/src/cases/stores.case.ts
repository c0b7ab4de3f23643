import { type CaseContext, conformanceCase } from '../conformance-case.ts'
import { filePath, imagePath, JSON_HEADERS, someBytes, upload } from '../requests.ts'

/** Stores that data can be put into, and those that it is only read from. */
const storesOf = async ({ client }: Pick<CaseContext, 'client'>) => {
  const stores = (await client.info.stores()) ?? []
  const ids = (isReadOnly: boolean) =>
    stores.filter((store) => (store['read-only'] === 'true') === isReadOnly).map(({ id }) => id)
  return { writable: ids(false), readOnly: ids(true) }
}

conformanceCase(
  {
    id: 'stores.list',
    title: 'Several stores are listed, one of them as the default',
    operation: 'listStores',
    status: 200,
    needs: ['severalStores'],
  },
  async ({ target, verify }) => {
    const answer = await target.get('/v2/info/stores')
    verify.status(answer, 200)
    const stores = answer.json().stores as { id: string; default?: string }[]
    const ids = stores.map(({ id }) => id)
    verify.equal('the number of different ids', new Set(ids).size, ids.length)
    verify.equal('the number of default stores', stores.filter((store) => store.default === 'true').length, 1)
    verify.that(!ids.some((id) => id.startsWith('os_glance_')), 'internal stores are listed', {
      actual: ids.join(', '),
    })
  },
)

conformanceCase(
  {
    id: 'stores.detail',
    title: 'The details of the stores have the same stores, with kind and settings',
    operation: 'listStoresDetail',
    status: 200,
    needs: ['severalStores', 'administrator'],
  },
  async ({ target, verify }) => {
    const { stores: listed } = (await target.get('/v2/info/stores')).json()
    const answer = await target.get('/v2/info/stores/detail')
    verify.status(answer, 200)
    const { stores } = answer.json() as { stores: Record<string, unknown>[] }
    verify.equal(
      'the stores without their details',
      stores.map(({ type, weight, properties, ...store }) => store),
      listed,
    )
  },
)

conformanceCase(
  {
    id: 'stores.detail.refused',
    title: 'The details of the stores are for administrators and services',
    operation: 'listStoresDetail',
    status: 403,
    needs: ['severalStores', 'member'],
  },
  async ({ target, verify }) => {
    verify.status(await target.get('/v2/info/stores/detail'), 403)
  },
)

for (const [name, operation, path] of [
  ['list', 'listStores', '/v2/info/stores'],
  ['detail', 'listStoresDetail', '/v2/info/stores/detail'],
] as const) {
  conformanceCase(
    {
      id: `stores.${name}.single`,
      title: `A server with one store has no ${path}`,
      operation,
      status: 404,
      needs: ['oneStore'],
    },
    async ({ target, verify }) => {
      verify.status(await target.get(path), 404)
    },
  )

  conformanceCase(
    { id: `stores.${name}.body`, title: `A body sent to ${path} is refused`, operation, status: 400 },
    async ({ target, verify }) => {
      verify.status(await target.get(path, { headers: JSON_HEADERS, body: '{}' }), 400)
    },
  )
}

conformanceCase(
  {
    id: 'stores.new-image',
    title: 'A new image comes with the ids of the stores that take data',
    operation: 'createImage',
    status: 201,
    needs: ['write', 'severalStores'],
  },
  async ({ client, target, verify }) => {
    const { writable } = await storesOf({ client })
    const answer = await target.post('/v2/images', { json: {} })
    verify.status(answer, 201)
    verify.equal('the ids', answer.header('openstack-image-store-ids')?.split(','), writable, 'internal-store-ids')
    verify.that(!('stores' in answer.json()), 'an image without data has stores')
  },
)

conformanceCase(
  {
    id: 'stores.new-image.single',
    title: 'A server with one store says nothing of it',
    operation: 'createImage',
    status: 201,
    needs: ['write', 'oneStore'],
  },
  async ({ target, resources, verify }) => {
    const answer = await target.post('/v2/images', { json: {} })
    verify.status(answer, 201)
    verify.equal('OpenStack-image-store-ids', answer.header('openstack-image-store-ids'), undefined)
    verify.that(!('stores' in (await resources.activeImage(someBytes(10)))), 'the image has stores')
  },
)

conformanceCase(
  {
    id: 'stores.upload',
    title: 'Data goes into the store that is asked for, and is read from there',
    operation: 'uploadImageData',
    status: 204,
    needs: ['write', 'severalStores'],
  },
  async ({ client, target, resources, verify }) => {
    const { writable } = await storesOf({ client })
    for (const store of writable) {
      const { id } = await resources.queuedImage()
      const bytes = someBytes(5000)
      await client.data.upload(id, bytes, { store })
      const image = (await target.get(imagePath(id))).json()
      verify.equal('status and stores', [image.status, image.stores], ['active', store])
      verify.bytes('the data', (await target.get(filePath(id))).body, bytes)
    }
  },
)

conformanceCase(
  {
    id: 'stores.upload.default',
    title: 'Data that asks for no store goes into the default one',
    operation: 'uploadImageData',
    status: 204,
    needs: ['write', 'severalStores'],
  },
  async ({ client, target, resources, verify }) => {
    const stores = (await client.info.stores()) ?? []
    const { id } = await resources.queuedImage()
    verify.status(await upload(target, id, someBytes(10)), 204)
    const { stores: where } = (await target.get(imagePath(id))).json()
    verify.equal('stores', where, stores.find((store) => store.default === 'true')?.id)
  },
)

conformanceCase(
  {
    id: 'stores.upload.read-only',
    title: 'A store that data is only read from takes none',
    operation: 'uploadImageData',
    status: 410,
    needs: ['write', 'severalStores'],
  },
  async ({ client, target, resources, verify, skip }) => {
    const { readOnly } = await storesOf({ client })
    const [store = skip('this server has no read-only store')] = readOnly
    const { id } = await resources.queuedImage()
    verify.status(await upload(target, id, someBytes(10), { 'X-Image-Meta-Store': store }), 410)
    verify.equal('status', (await target.get(imagePath(id))).json().status, 'queued')
  },
)

conformanceCase(
  {
    id: 'stores.download.prefer',
    title: 'Data is read from another store when the preferred one does not have it',
    operation: 'downloadImageData',
    status: 200,
    needs: ['write', 'severalStores'],
  },
  async ({ client, target, resources, verify }) => {
    const stores = (await client.info.stores()) ?? []
    const bytes = someBytes(5000)
    const { id } = await resources.activeImage(bytes)
    for (const prefer of [...stores.map((store) => store.id), stores.map((store) => store.id).join(',')]) {
      const answer = await target.get(`${filePath(id)}?prefer=${prefer}`)
      verify.status(answer, 200)
      verify.bytes(`the data with prefer=${prefer}`, answer.body, bytes)
    }
  },
)

conformanceCase(
  {
    id: 'stores.versions',
    title: 'The versions about several stores are listed by servers that have them, and by no other',
    operation: 'listVersions',
    status: 200,
  },
  async ({ client, target, verify }) => {
    const { versions } = (await target.get('/versions')).json() as { versions: { id: string }[] }
    const isListed = (version: string) => versions.some(({ id }) => id === version)
    const several = (await client.info.stores()) !== undefined
    verify.equal('whether v2.8 is listed', isListed('v2.8'), several)
    verify.equal('whether v2.15 is listed', isListed('v2.15'), several, 'version-without-stores')
  },
)
