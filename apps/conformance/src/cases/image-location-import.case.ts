import { conformanceCase } from '../conformance-case.ts'
import { hash, importableSource, locationsPath, waitForImport } from '../locations.ts'
import { digest, filePath, imagePath, someBytes, unknownId, waitForStatus } from '../requests.ts'
import { quirk } from '../verify.ts'

const URL = 'http://127.0.0.1/conformance.raw'
const SHA256 = 'a'.repeat(64)

for (const [name, body] of [
  ['nothing', ''],
  ['not-json', 'x'],
  ['array', JSON.stringify([URL])],
  ['no-url', '{}'],
  ['url-number', '{"url": 5}'],
  ['no-digests', JSON.stringify({ url: URL, validation_data: null })],
  ['algorithm-alone', JSON.stringify({ url: URL, validation_data: { os_hash_algo: 'sha256' } })],
  ['value-alone', JSON.stringify({ url: URL, validation_data: { os_hash_value: SHA256 } })],
  ['other-key', JSON.stringify({ url: URL, validation_data: { ...hash('sha256', SHA256), checksum: 'x' } })],
  ['unknown-algorithm', JSON.stringify({ url: URL, validation_data: hash('sha3', SHA256) })],
  ['no-hex', JSON.stringify({ url: URL, validation_data: hash('sha256', 'z'.repeat(64)) })],
  ['other-length', JSON.stringify({ url: URL, validation_data: hash('sha256', 'a'.repeat(128)) })],
] as const)
  conformanceCase(
    {
      id: `image-location-import.wrong.${name}`,
      title: `What does not say where data lies, and what it is, is refused (${name})`,
      operation: 'addImageLocation',
      status: 400,
      needs: ['write', 'locationOperations'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      const headers = { 'Content-Type': 'application/json' }
      verify.status(await target.post(locationsPath(id), { headers, body }), 400)
      verify.equal('the status', (await target.get(imagePath(id))).json().status, 'queued')
    },
  )

conformanceCase(
  {
    id: 'image-location-import.unknown',
    title: 'An image that does not exist gets no location, and has none',
    operation: 'addImageLocation',
    status: 404,
    needs: ['locationOperations'],
  },
  async ({ target, verify }) => {
    verify.status(await target.post(locationsPath(unknownId()), { json: { url: URL } }), 404)
  },
)

conformanceCase(
  {
    id: 'image-location-import.active',
    title: 'An image that has its data gets no other location',
    operation: 'addImageLocation',
    status: 409,
    needs: ['write', 'locationOperations'],
  },
  async ({ target, resources, verify }) => {
    const { id, checksum } = await resources.activeImage(someBytes(100))
    verify.status(await target.post(locationsPath(id), { json: { url: URL } }), 409)
    verify.equal('the checksum', (await target.get(imagePath(id))).json().checksum, checksum)
  },
)

for (const [name, url] of [
  ['file', 'file:///etc/hostname'],
  ['upper-case', 'FILE:///etc/hostname'],
  ['cinder', 'cinder://volume'],
] as const)
  conformanceCase(
    {
      id: `image-location-import.refused.${name}`,
      title: `Whoever is no service adds nothing but http(s) URLs: ${url}`,
      operation: 'addImageLocation',
      status: 403,
      needs: ['write', 'locationOperations'],
    },
    async ({ target, resources, verify, skip }) => {
      const { id } = await resources.queuedImage()
      const answer = await target.post(locationsPath(id), { json: { url } })
      // What a service may name is known to be no place.
      if (answer.status === 400) skip('the caller is a service')
      verify.status(answer, 403)
      verify.equal('the status', (await target.get(imagePath(id))).json().status, 'queued')
    },
  )

for (const algorithm of ['sha1', 'sha256', 'sha512', 'md5'] as const)
  conformanceCase(
    {
      id: `image-location-import.hash.${algorithm}`,
      title: `Data that has the stated ${algorithm} makes the image active`,
      operation: 'addImageLocation',
      status: 202,
      needs: ['write', 'locationOperations'],
    },
    async (context) => {
      const { target, resources, verify } = context
      const source = await importableSource(context)
      const { url, bytes } = source.image('known', 1000)
      const { id } = await resources.queuedImage()
      const validation_data = hash(algorithm, digest(algorithm, bytes))
      const answer = await target.post(locationsPath(id), {
        json: { url, validation_data },
      })
      verify.status(answer, 202)
      verify.equal('the body', answer.text, '')
      const image = await waitForStatus(target, id, 'active')
      verify.equal('the size', image.size, 1000)
      verify.equal('the hash', hash(String(image.os_hash_algo), String(image.os_hash_value)), validation_data)
      verify.bytes('the data', (await target.get(filePath(id))).body, bytes)
    },
  )

for (const [name, said] of [
  ['nothing', {}],
  ['empty', { validation_data: {} }],
] as const)
  conformanceCase(
    {
      id: `image-location-import.no-hash.${name}`,
      title: 'Data of which no hash is stated makes the image active; digests follow, where they are computed',
      operation: 'addImageLocation',
      status: 202,
      needs: ['write', 'locationOperations'],
    },
    async (context) => {
      const { client, target, resources, verify } = context
      const source = await importableSource(context)
      const { url, bytes } = source.image('unknown', 1000)
      const { id } = await resources.queuedImage()
      verify.status(await target.post(locationsPath(id), { json: { url, ...said } }), 202)
      await waitForImport(client, id)
      const { status, checksum } = await client.images.show(id)
      verify.equal('the status', status, 'active')
      if (checksum !== null) verify.equal('the checksum', checksum, digest('md5', bytes))
      verify.bytes('the data', (await target.get(filePath(id))).body, bytes)
    },
  )

conformanceCase(
  {
    id: 'image-location-import.other-hash',
    title: 'Data that does not have the stated hash leaves nothing on the image, which takes the next location at once',
    operation: 'addImageLocation',
    status: 202,
    needs: ['write', 'locationOperations'],
  },
  async (context) => {
    const { client, target, resources, verify, skip } = context
    const source = await importableSource(context)
    const { url, bytes } = source.image('genuine')
    const { id } = await resources.queuedImage()
    const known = hash('sha256', digest('sha256', bytes))
    const forged = { url: source.image('forged').url, validation_data: known }
    verify.status(await target.post(locationsPath(id), { json: forged }), 202)
    await waitForImport(client, id)
    const { status, size, checksum, os_hash_value, locations = [] } = (await target.get(imagePath(id))).json()
    if (status === 'active') skip('this server does not compare hashes (do_secure_hash)')
    verify.equal(
      'the image',
      { status, size, checksum, os_hash_value },
      { status: 'queued', size: null, checksum: null, os_hash_value: null },
      'R22',
    )
    verify.equal('the locations', locations, [], 'R22')
    const genuine = { url, validation_data: known }
    if (!verify.status(await target.post(locationsPath(id), { json: genuine }), 202, quirk('R4', 409))) return
    await waitForStatus(target, id, 'active')
  },
)

conformanceCase(
  {
    id: 'image-location-import.twice',
    title: 'While a location is being added there is no room for another',
    operation: 'addImageLocation',
    status: 409,
    needs: ['write', 'locationOperations'],
  },
  async (context) => {
    const { target, resources, verify } = context
    const source = await importableSource(context)
    const { id } = await resources.queuedImage()
    const json = { url: source.image('once').url }
    verify.status(await target.post(locationsPath(id), { json }), 202)
    verify.status(await target.post(locationsPath(id), { json }), 409)
    await waitForStatus(target, id, 'active')
  },
)

conformanceCase(
  {
    id: 'image-location-list.administrator',
    title: 'Administrators list where data lies: nowhere, and then at one place',
    operation: 'listImageLocations',
    status: 200,
    needs: ['write', 'locationOperations', 'administrator'],
  },
  async ({ client, target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const answer = await target.get(locationsPath(id))
    verify.status(answer, 200)
    verify.equal('the locations', answer.json(), [])
    verify.status(
      await target.put(filePath(id), { headers: { 'Content-Type': 'application/octet-stream' }, body: 'x' }),
      204,
    )
    const found = await client.locations.list(id)
    verify.equal('the number of locations', found.length, 1)
    verify.equal('the type of the URL', typeof found[0]?.url, 'string')
  },
)

conformanceCase(
  {
    id: 'image-location-list.member',
    title: 'Whoever is neither a service nor an administrator does not list where data lies',
    operation: 'listImageLocations',
    status: 403,
    needs: ['write', 'locationOperations', 'member'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    verify.status(await target.get(locationsPath(id)), 403)
  },
)

conformanceCase(
  {
    id: 'image-location-list.unknown',
    title: 'An image that does not exist has no locations',
    operation: 'listImageLocations',
    status: 404,
    needs: ['locationOperations'],
  },
  async ({ target, verify }) => {
    verify.status(await target.get(locationsPath(unknownId())), 404)
  },
)
