import { conformanceCase } from '../conformance-case.ts'
import { addPlace, hash, place, reachableSource, urlsOf } from '../locations.ts'
import { add, digest, filePath, imagePath, many, patch, patch20, remove, replace, someBytes } from '../requests.ts'
import { quirk } from '../verify.ts'

conformanceCase(
  {
    id: 'image-locations.queued',
    title: 'An image without data has an empty list of locations',
    operation: 'showImage',
    status: 200,
    needs: ['write', 'locations'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const answer = await target.get(imagePath(id))
    verify.status(answer, 200)
    verify.equal('the locations', answer.json().locations, [])
    verify.equal('the direct URL', answer.json().direct_url, undefined)
  },
)

conformanceCase(
  {
    id: 'image-locations.uploaded',
    title: 'Uploaded data is at one location, which is the direct one',
    operation: 'showImage',
    status: 200,
    needs: ['write', 'locations'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    const answer = await target.get(imagePath(id))
    verify.status(answer, 200)
    const { locations, direct_url = locations[0]?.url } = answer.json()
    verify.equal('the number of locations', locations.length, 1)
    verify.equal('the direct URL', direct_url, locations[0].url)
    verify.equal('the type of the metadata', typeof locations[0].metadata, 'object')
  },
)

for (const [name, send] of [
  ['', patch],
  ['.v20', patch20],
] as const)
  conformanceCase(
    {
      id: `image-locations.first${name}`,
      title: 'The first location makes an image active, with the size of what is there and no digests',
      operation: 'updateImage',
      status: 200,
      needs: ['write', 'locations'],
    },
    async (context) => {
      const { target, resources, verify } = context
      const source = await reachableSource(context)
      const { url, bytes } = source.image('first', 1000)
      const { id } = await resources.queuedImage()
      const value = place(url, { metadata: { region: 'north' } })
      const item = name === '' ? add('/locations/-', value) : { add: '/locations/-', value }
      const answer = await send(target, id, [item])
      verify.status(answer, 200)
      const { status, size, checksum, os_hash_value, locations } = answer.json()
      verify.equal(
        'the image',
        { status, size, checksum, os_hash_value },
        { status: 'active', size: 1000, checksum: null, os_hash_value: null },
      )
      verify.equal('the region', locations[0]?.metadata.region, 'north')
      verify.bytes('the data', (await target.get(filePath(id))).body, bytes)
      const part = await target.get(filePath(id), { headers: { Range: 'bytes=900-' } })
      if (verify.status(part, 206, quirk('range-elsewhere', 400)))
        verify.bytes('the end of the data', part.body, bytes.subarray(900))
    },
  )

conformanceCase(
  {
    id: 'image-locations.first.hash',
    title: 'Digests that are stated of the first location are those of the image',
    operation: 'updateImage',
    status: 200,
    needs: ['write', 'locations'],
  },
  async (context) => {
    const { target, resources, verify } = context
    const source = await reachableSource(context)
    const { os_hash_algo } = await resources.activeImage(someBytes(1))
    const { url, bytes } = source.image('known')
    const value = digest(String(os_hash_algo), bytes)
    const { id } = await resources.queuedImage()
    const validation_data = { ...hash(String(os_hash_algo), value), checksum: digest('md5', bytes) }
    const answer = await addPlace(target, id, url, { validation_data })
    verify.status(answer, 200)
    const { checksum, os_hash_algo: algorithm, os_hash_value } = answer.json()
    verify.equal('the digests', { ...hash(algorithm, os_hash_value), checksum }, validation_data)
  },
)

conformanceCase(
  {
    id: 'image-locations.replace.metadata',
    title: 'The list of locations can be replaced by itself, with other metadata',
    operation: 'updateImage',
    status: 200,
    needs: ['write', 'locations'],
  },
  async ({ target, resources, verify }) => {
    const { id, locations } = await resources.activeImage(someBytes(100))
    const [only] = locations as Array<{ url: string; metadata: object }>
    for (const metadata of [{ ...only?.metadata, speed: 'slow' }, {}]) {
      const answer = await patch(target, id, [replace('/locations', [{ url: only?.url, metadata }])])
      verify.status(answer, 200)
      const [changed] = answer.json().locations
      verify.equal('the URL', changed.url, only?.url)
      verify.equal('the metadata', changed.metadata.speed, 'speed' in metadata ? 'slow' : undefined)
    }
    verify.status(await target.get(filePath(id)), 200)
  },
)

conformanceCase(
  {
    id: 'image-locations.replace.other',
    title: 'The list of locations cannot be replaced by other URLs',
    operation: 'updateImage',
    status: 400,
    needs: ['write', 'locations'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    const before = await urlsOf(target, id)
    const answer = await patch(target, id, [replace('/locations', [place('http://127.0.0.1/other')])])
    verify.status(answer, 400)
    verify.equal('the locations', await urlsOf(target, id), before)
  },
)

conformanceCase(
  {
    id: 'image-locations.remove',
    title: 'An administrator removes a location, and the data stays at the others',
    operation: 'updateImage',
    status: 200,
    needs: ['write', 'locations', 'administrator'],
  },
  async (context) => {
    const { target, resources, verify } = context
    const source = await reachableSource(context)
    const { url, bytes } = source.image('copy')
    const { id } = await resources.activeImage(bytes)
    const answer = await addPlace(target, id, url)
    verify.status(answer, 200)
    verify.status(await patch(target, id, [remove('/locations/0')]), 200)
    verify.equal('the number of locations', (await urlsOf(target, id)).length, 1)
    verify.bytes('the data', (await target.get(filePath(id))).body, bytes)
  },
)

conformanceCase(
  {
    id: 'image-locations.remove.last',
    title: 'The last location is not removed, and neither are all of them at once',
    operation: 'updateImage',
    status: 403,
    needs: ['write', 'locations'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    verify.status(await patch(target, id, [remove('/locations/0')]), 403)
    verify.status(await patch(target, id, [replace('/locations', [])]), 403)
    verify.equal('the number of locations', (await urlsOf(target, id)).length, 1)
  },
)

conformanceCase(
  {
    id: 'image-locations.remove.position',
    title: 'There is nothing to remove at a position that does not exist',
    operation: 'updateImage',
    status: 400,
    needs: ['write', 'locations', 'administrator'],
  },
  async (context) => {
    const { target, resources, verify } = context
    const source = await reachableSource(context)
    const { id } = await resources.queuedImage()
    for (const name of ['a', 'b']) await addPlace(target, id, source.image(name).url)
    for (const position of ['2', 'x']) verify.status(await patch(target, id, [remove(`/locations/${position}`)]), 400)
    verify.equal('the number of locations', (await urlsOf(target, id)).length, 2)
  },
)

conformanceCase(
  {
    id: 'image-locations.add.again',
    title: 'A location that the image has is not added again',
    operation: 'updateImage',
    status: 400,
    needs: ['write', 'locations'],
  },
  async (context) => {
    const { target, resources, verify } = context
    const source = await reachableSource(context)
    const { id } = await resources.queuedImage()
    const { url } = source.image('once')
    verify.status(await addPlace(target, id, url), 200)
    verify.status(await addPlace(target, id, url), 400)
  },
)

for (const [name, url] of [
  ['file', 'file:///etc/hostname'],
  ['upper-case', 'FILE:///etc/hostname'],
  ['one-slash', 'file:/etc/hostname'],
  ['host', 'file://localhost/etc/hostname'],
  ['filesystem', 'filesystem:///etc/hostname'],
  ['swift', 'swift+config://reference/container/object'],
  ['gopher', 'gopher://127.0.0.1/'],
  ['none', 'nonsense'],
] as const)
  conformanceCase(
    {
      id: `image-locations.add.refused.${name}`,
      title: `Nobody adds the location ${url}`,
      operation: 'updateImage',
      status: 400,
      needs: ['write', 'locations'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      verify.status(await addPlace(target, id, url), 400)
      const { status, locations } = (await target.get(imagePath(id))).json()
      verify.equal('the image', { status, locations }, { status: 'queued', locations: [] })
    },
  )

for (const name of ['empty', 'absent'] as const)
  conformanceCase(
    {
      id: `image-locations.add.${name}`,
      title: `A location whose data is ${name} is refused`,
      operation: 'updateImage',
      status: 400,
      needs: ['write', 'locations'],
    },
    async (context) => {
      const { target, resources, verify } = context
      const source = await reachableSource(context)
      const { id } = await resources.queuedImage()
      const url = name === 'empty' ? source.image('empty', 0).url : source.absent
      verify.status(await addPlace(target, id, url), 400)
      verify.equal('the status', (await target.get(imagePath(id))).json().status, 'queued')
    },
  )

const URL_256 = 'http://127.0.0.1/'.padEnd(256, 'x')
for (const [name, value] of [
  ['text', 'http://127.0.0.1/x'],
  ['no-metadata', { url: 'http://127.0.0.1/x' }],
  ['no-url', { metadata: {} }],
  ['long-url', place(URL_256)],
  ['metadata-text', place('http://127.0.0.1/x', { metadata: 'x' })],
  ['half-hash', place('http://127.0.0.1/x', { validation_data: { os_hash_algo: 'sha512' } })],
  ['short-checksum', place('http://127.0.0.1/x', { validation_data: { ...hash('sha512', 'ab'), checksum: 'ab' } })],
  ['other-digest', place('http://127.0.0.1/x', { validation_data: { ...hash('sha512', 'ab'), crc32: 'ab' } })],
] as const)
  conformanceCase(
    {
      id: `image-locations.add.wrong.${name}`,
      title: `What is no location is refused (${name})`,
      operation: 'updateImage',
      status: 400,
      needs: ['write', 'locations'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      verify.status(await patch(target, id, [add('/locations/-', value)]), 400)
    },
  )

conformanceCase(
  {
    id: 'image-locations.add.deactivated',
    title: 'A deactivated image gets no location',
    operation: 'updateImage',
    status: 409,
    needs: ['write', 'locations'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    verify.status(await target.post(`${imagePath(id)}/actions/deactivate`), 204)
    verify.status(await addPlace(target, id, 'http://127.0.0.1/x'), 409)
    verify.equal('the number of locations', (await urlsOf(target, id)).length, 1)
  },
)

conformanceCase(
  {
    id: 'image-locations.add.other-hash',
    title: 'A location that is said to have another hash than the image is refused',
    operation: 'updateImage',
    status: 409,
    needs: ['write', 'locations'],
  },
  async ({ target, resources, verify }) => {
    const { id, os_hash_algo, os_hash_value } = await resources.activeImage(someBytes(100))
    const validation_data = hash(String(os_hash_algo), digest(String(os_hash_algo), Buffer.from('other')))
    verify.status(await addPlace(target, id, 'http://127.0.0.1/x', { validation_data }), 409)
    const image = (await target.get(imagePath(id))).json()
    verify.equal('the hash', image.os_hash_value, os_hash_value)
  },
)

for (const [name, said] of [
  ['no-hex', { os_hash_value: 'z'.repeat(128) }],
  ['other-length', { os_hash_value: 'ab' }],
  ['other-algorithm', { os_hash_algo: 'md5', os_hash_value: 'a'.repeat(32) }],
  ['checksum-no-hex', { checksum: 'z'.repeat(32) }],
] as const)
  conformanceCase(
    {
      id: `image-locations.add.bad-hash.${name}`,
      title: `A location with what cannot be its digest is refused (${name})`,
      operation: 'updateImage',
      status: 409,
      needs: ['write', 'locations'],
    },
    async ({ target, resources, verify }) => {
      const { os_hash_algo } = await resources.activeImage(someBytes(1))
      const right = hash(String(os_hash_algo), digest(String(os_hash_algo), Buffer.from('x')))
      const { id } = await resources.queuedImage()
      const answer = await addPlace(target, id, 'http://127.0.0.1/x', { validation_data: { ...right, ...said } })
      verify.status(answer, 409)
      verify.equal('the status', (await target.get(imagePath(id))).json().status, 'queued')
    },
  )

for (const [name, size] of [
  ['bytes', 100],
  ['size', 200],
] as const)
  conformanceCase(
    {
      id: `image-locations.add.other-${name}`,
      title: `What lies at a new location of uploaded data has to be that data: other ${name}`,
      operation: 'updateImage',
      status: 409,
      needs: ['write', 'locations'],
    },
    async (context) => {
      const { target, resources, verify } = context
      const source = await reachableSource(context)
      const { bytes: genuine } = source.image('genuine')
      const { id, os_hash_algo, os_hash_value } = await resources.activeImage(genuine)
      const { url } = source.image('forged', size)
      const validation_data = hash(String(os_hash_algo), String(os_hash_value))
      if (!verify.status(await addPlace(target, id, url), 409, quirk('S9', 200))) return
      verify.status(await addPlace(target, id, url, { validation_data }), 409, quirk('S9', 200))
      verify.bytes('the data', (await target.get(filePath(id))).body, genuine)
    },
  )

conformanceCase(
  {
    id: 'image-locations.add.too-many',
    title: 'An image has only so many locations',
    operation: 'updateImage',
    status: 413,
    needs: ['write', 'locations'],
  },
  async (context) => {
    const { target, resources, verify, skip } = context
    const source = await reachableSource(context)
    const { id } = await resources.queuedImage()
    for (const name of many(11)) {
      const answer = await addPlace(target, id, source.image(name).url)
      if (answer.status === 200) continue
      verify.status(answer, 413)
      return
    }
    skip('this server lets an image have more than 10 locations')
  },
)
