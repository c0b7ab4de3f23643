import { conformanceCase } from '../conformance-case.ts'
import { filePath, imagePath, inChunks, patch, someBytes, unknownId } from '../requests.ts'

conformanceCase(
  {
    id: 'image-show.queued',
    title: 'A new image is shown as it was created',
    operation: 'showImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const created = await resources.queuedImage({ tags: ['x'], custom: 'value' })
    const answer = await target.get(imagePath(created.id))
    verify.status(answer, 200)
    verify.equal('the image', answer.json(), created)
  },
)

conformanceCase(
  {
    id: 'image-show.active',
    title: 'An active image has size and digests',
    operation: 'showImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(1000))
    const image = (await target.get(imagePath(id))).json()
    verify.equal('status', image.status, 'active')
    verify.equal('size', image.size, 1000)
    verify.that(/^[0-9a-f]{32}$/.test(image.checksum), 'checksum is not an MD5', { actual: image.checksum })
    verify.that(/^[0-9a-f]{32,128}$/.test(image.os_hash_value), 'os_hash_value is not a digest', {
      actual: image.os_hash_value,
    })
  },
)

for (const [name, id] of [
  ['uuid', unknownId()],
  ['name', 'no-such-name'],
  ['unicode', encodeURIComponent('Grüße')],
  ['zero', '0'],
  ['dots', '..%2e'],
  ['long', 'x'.repeat(300)],
  ['control', '%00'],
] as const)
  conformanceCase(
    {
      id: `image-show.unknown.${name}`,
      title: `An unknown id (${name}) is 404, whatever it looks like`,
      operation: 'showImage',
      status: 404,
    },
    async ({ target, verify }) => {
      verify.status(await target.get(imagePath(id)), 404)
    },
  )

conformanceCase(
  {
    id: 'image-show.deleted',
    title: 'A deleted image is 404, for administrators too',
    operation: 'showImage',
    status: 404,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await target.delete(imagePath(id)), 204)
    verify.status(await target.get(imagePath(id)), 404)
  },
)

for (const [method, operation] of [
  ['GET', 'showImage'],
  ['DELETE', 'deleteImage'],
] as const)
  conformanceCase(
    {
      id: `image-${method === 'GET' ? 'show' : 'delete'}.body`,
      title: `${method} with a body is refused, and nothing happens`,
      operation,
      status: 400,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      for (const body of ['{}', 'x']) verify.status(await target.request(method, imagePath(id), { body }), 400)
      verify.status(await target.get(imagePath(id)), 200)
    },
  )

conformanceCase(
  {
    id: 'image-delete.queued',
    title: 'A queued image is deleted',
    operation: 'deleteImage',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const answer = await target.delete(imagePath(id))
    verify.status(answer, 204)
    verify.equal('the length of the body', answer.body.length, 0)
    verify.status(await target.get(imagePath(id)), 404)
    verify.status(await target.get(filePath(id)), 404)
    verify.status(await patch(target, id, []), 404)
  },
)

conformanceCase(
  {
    id: 'image-delete.active',
    title: 'An active image is deleted with its data',
    operation: 'deleteImage',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id, name } = await resources.activeImage(someBytes(100))
    verify.status(await target.delete(imagePath(id)), 204)
    verify.status(await target.get(filePath(id)), 404)
    const listed = (await target.get(`/v2/images?name=${name}`)).json()
    verify.equal('the images of that name', listed.images, [])
  },
)

conformanceCase(
  {
    id: 'image-delete.saving',
    title: 'An image can be deleted while data arrives; the uploader is told',
    operation: 'deleteImage',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const uploading = target.open('PUT', filePath(id), { headers: { 'Content-Type': 'application/octet-stream' } })
    for await (const chunk of inChunks(someBytes(256 * 1024), 64 * 1024)) await uploading.write(chunk)
    verify.status(await target.delete(imagePath(id)), 204)
    uploading.end()
    await uploading.answer.catch(() => undefined)
    verify.status(await target.get(imagePath(id)), 404)
  },
)

conformanceCase(
  {
    id: 'image-delete.protected',
    title: 'A protected image is not deleted, an unprotected one is again',
    operation: 'deleteImage',
    status: [204, 403],
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100), { protected: true })
    verify.status(await target.delete(imagePath(id)), 403)
    verify.equal('status', (await target.get(imagePath(id))).json().status, 'active')
    verify.status(await target.get(filePath(id)), 200)
    verify.status(await patch(target, id, [{ op: 'replace', path: '/protected', value: false }]), 200)
    verify.status(await target.delete(imagePath(id)), 204)
  },
)

conformanceCase(
  {
    id: 'image-delete.unknown',
    title: 'An unknown image cannot be deleted',
    operation: 'deleteImage',
    status: 404,
  },
  async ({ target, verify }) => {
    for (const id of [unknownId(), 'no-such-name']) verify.status(await target.delete(imagePath(id)), 404)
  },
)

conformanceCase(
  {
    id: 'image-delete.twice',
    title: 'A deleted image cannot be deleted again',
    operation: 'deleteImage',
    status: 404,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await target.delete(imagePath(id)), 204)
    verify.status(await target.delete(imagePath(id)), 404)
  },
)
