import { conformanceCase } from '../conformance-case.ts'
import { ids } from '../image-lists.ts'
import { sharedImage } from '../image-members.ts'
import {
  filePath,
  imagePath,
  OCTETS,
  patch,
  replace,
  someBytes,
  unknownId,
  upload,
  waitForStatus,
} from '../requests.ts'
import type { ImageBody } from '../resources.ts'
import type { Target } from '../target.ts'
import { quirk } from '../verify.ts'

const actionPath = (id: string, action: string): string => `${imagePath(id)}/actions/${action}`

/** Where the data is may be kept from those who cannot have it. */
const withoutPlaces = ({ updated_at, locations, direct_url, stores, ...image }: ImageBody): ImageBody => image

const statusOf = async (target: Target, id: string): Promise<string> => (await target.get(imagePath(id))).json().status

conformanceCase(
  {
    id: 'image-actions.deactivate',
    title: 'An active image becomes deactivated, and says the same of itself otherwise',
    operation: 'deactivateImage',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const before = await resources.activeImage(someBytes(100))
    const answer = await target.post(actionPath(before.id, 'deactivate'))
    verify.status(answer, 204)
    verify.equal('the length of the body', answer.body.length, 0)
    const after = (await target.get(imagePath(before.id))).json()
    verify.equal('the image', withoutPlaces(after), withoutPlaces({ ...before, status: 'deactivated' }))
    verify.that(after.updated_at >= String(before.updated_at), 'updated_at went back', { actual: after.updated_at })
  },
)

conformanceCase(
  {
    id: 'image-actions.reactivate',
    title: 'A deactivated image becomes active again, with the same data',
    operation: 'reactivateImage',
    status: 204,
    needs: ['write'],
  },
  async ({ client, target, resources, verify }) => {
    const bytes = someBytes(1000)
    const { id } = await resources.activeImage(bytes)
    await client.images.deactivate(id)
    const answer = await target.post(actionPath(id, 'reactivate'))
    verify.status(answer, 204)
    verify.equal('the length of the body', answer.body.length, 0)
    verify.equal('status', await statusOf(target, id), 'active')
    verify.bytes('the data', (await target.get(filePath(id))).body, bytes)
  },
)

for (const [action, operation, status] of [
  ['deactivate', 'deactivateImage', 'deactivated'],
  ['reactivate', 'reactivateImage', 'active'],
] as const) {
  const other = action === 'deactivate' ? 'active' : 'deactivated'

  conformanceCase(
    {
      id: `image-actions.${action}.twice`,
      title: `To ${action} an image that is ${status} changes nothing, with a media type or without`,
      operation,
      status: 204,
      needs: ['write'],
    },
    async ({ client, target, resources, verify }) => {
      const { id } = await resources.activeImage(someBytes(100))
      if (status === 'deactivated') await client.images.deactivate(id)
      for (const headers of [{}, OCTETS]) verify.status(await target.post(actionPath(id, action), { headers }), 204)
      verify.equal('status', await statusOf(target, id), status)
    },
  )

  conformanceCase(
    {
      id: `image-actions.${action}.queued`,
      title: `To ${action} an image without data is refused, and the status named`,
      operation,
      status: 403,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      const answer = await target.post(actionPath(id, action))
      verify.status(answer, 403)
      verify.that(answer.text.includes('queued'), 'the answer does not name the status', { actual: answer.text })
      verify.equal('status', await statusOf(target, id), 'queued')
    },
  )

  conformanceCase(
    {
      id: `image-actions.${action}.saving`,
      title: `To ${action} an image whose data is on its way is refused, and the upload goes on`,
      operation,
      status: 403,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      const bytes = someBytes(100_000)
      const uploading = target.open('PUT', filePath(id), { headers: OCTETS, length: bytes.length })
      await uploading.write(bytes.subarray(0, 50_000))
      await waitForStatus(target, id, 'saving')
      verify.status(await target.post(actionPath(id, action)), 403)
      await uploading.write(bytes.subarray(50_000))
      uploading.end()
      verify.status(await uploading.answer, 204)
      verify.bytes('the data', (await target.get(filePath(id))).body, bytes)
    },
  )

  conformanceCase(
    {
      id: `image-actions.${action}.unknown`,
      title: 'An image that does not exist, or not any more, is 404',
      operation,
      status: 404,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      verify.status(await target.post(actionPath(unknownId(), action)), 404)
      const { id } = await resources.activeImage(someBytes(100))
      verify.status(await target.delete(imagePath(id)), 204)
      verify.status(await target.post(actionPath(id, action)), 404)
    },
  )

  conformanceCase(
    {
      id: `image-actions.${action}.body`,
      title: `${operation} with a body is refused`,
      operation,
      status: 400,
      needs: ['write'],
    },
    async ({ client, target, resources, verify }) => {
      const { id } = await resources.activeImage(someBytes(100))
      if (other === 'deactivated') await client.images.deactivate(id)
      verify.status(await target.post(actionPath(id, action), { body: '{}' }), 400)
      verify.equal('status', await statusOf(target, id), other)
    },
  )

  conformanceCase(
    {
      id: `image-actions.${action}.member`,
      title: `A project that the image is shared with may not ${action} it`,
      operation,
      status: 403,
      needs: ['write', 'otherCaller'],
    },
    async ({ client, target, other: member, resources, verify }) => {
      const { id } = await sharedImage({ target, other: member, resources }, { status: 'accepted' })
      verify.status(await upload(target, id, someBytes(100)), 204)
      if (other === 'deactivated') await client.images.deactivate(id)
      verify.status(await member.post(actionPath(id, action)), 403)
      verify.equal('status', await statusOf(target, id), other)
    },
  )

  conformanceCase(
    {
      id: `image-actions.${action}.stranger`,
      title: 'The image does not exist for those who do not see it',
      operation,
      status: 404,
      needs: ['write', 'otherCaller'],
    },
    async ({ target, other: stranger, resources, verify }) => {
      const { id } = await resources.activeImage(someBytes(100), { visibility: 'private' })
      verify.status(await stranger.post(actionPath(id, action)), 404)
      verify.equal('status', await statusOf(target, id), 'active')
    },
  )
}

for (const [name, rest] of [
  ['other', '/other'],
  ['upper-case', '/Deactivate'],
  ['slash', '/deactivate/'],
  ['none', ''],
] as const)
  conformanceCase(
    {
      id: `image-actions.path.${name}`,
      title: `There is no action at /actions${rest}`,
      operation: 'wire',
      status: 404,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.activeImage(someBytes(100))
      for (const method of ['POST', 'GET'])
        verify.status(await target.request(method, `${imagePath(id)}/actions${rest}`), 404)
      verify.equal('status', await statusOf(target, id), 'active')
    },
  )

conformanceCase(
  {
    id: 'image-actions.deactivated.listed',
    title: 'A deactivated image is in the lists that it was in, and found by its status',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ client, target, resources, verify }) => {
    const group = resources.name('group')
    const { id } = await resources.activeImage(someBytes(100), { group })
    await client.images.deactivate(id)
    for (const query of ['', '&status=deactivated', '&status=in:active,deactivated'])
      verify.equal(`the images of ${query}`, ids(await target.get(`/v2/images?group=${group}${query}`)), [id])
    verify.equal('the active images', ids(await target.get(`/v2/images?group=${group}&status=active`)), [])
  },
)

conformanceCase(
  {
    id: 'image-actions.deactivated.update',
    title: 'What a deactivated image says of itself can change',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ client, target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    await client.images.deactivate(id)
    const answer = await patch(target, id, [replace('/name', 'retired'), replace('/os_hidden', true)])
    verify.status(answer, 200)
    const { name, os_hidden, status } = answer.json()
    verify.equal('name, os_hidden and status', [name, os_hidden, status], ['retired', true, 'deactivated'])
  },
)

for (const format of ['disk_format', 'container_format'])
  conformanceCase(
    {
      id: `image-actions.deactivated.${format.replace('_', '-')}`,
      title: `The ${format} of a deactivated image cannot change`,
      operation: 'updateImage',
      status: 403,
      needs: ['write'],
    },
    async ({ client, target, resources, verify }) => {
      const { id } = await resources.activeImage(someBytes(100))
      await client.images.deactivate(id)
      verify.status(await patch(target, id, [replace(`/${format}`, 'ami')]), 403)
    },
  )

conformanceCase(
  {
    id: 'image-actions.deactivated.upload',
    title: 'A deactivated image takes no other data',
    operation: 'uploadImageData',
    status: 409,
    needs: ['write'],
  },
  async ({ client, target, resources, verify }) => {
    const bytes = someBytes(100)
    const { id } = await resources.activeImage(bytes)
    await client.images.deactivate(id)
    verify.status(await upload(target, id, someBytes(100)), 409)
    await client.images.reactivate(id)
    verify.bytes('the data', (await target.get(filePath(id))).body, bytes)
  },
)

conformanceCase(
  {
    id: 'image-actions.deactivated.delete',
    title: 'A deactivated image can be deleted',
    operation: 'deleteImage',
    status: 204,
    needs: ['write'],
  },
  async ({ client, target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    await client.images.deactivate(id)
    // With delayed deletion: where nothing may wait to be deleted but what is active.
    verify.status(await target.delete(imagePath(id)), 204, quirk('C28', 400))
  },
)

conformanceCase(
  {
    id: 'image-actions.deactivated.download-by-member',
    title: 'A project that a deactivated image is shared with does not get its data either',
    operation: 'downloadImageData',
    status: 403,
    needs: ['write', 'otherCaller'],
  },
  async ({ client, target, other, resources, verify }) => {
    const bytes = someBytes(100)
    const { id } = await sharedImage({ target, other, resources }, { status: 'accepted' })
    verify.status(await upload(target, id, bytes), 204)
    verify.bytes('the data', (await other.get(filePath(id))).body, bytes)
    await client.images.deactivate(id)
    verify.status(await other.get(filePath(id)), 403)
    verify.status(await other.get(filePath(id), { headers: { Range: 'bytes=0-9' } }), 403)
    verify.status(await other.get(imagePath(id)), 200)
    await client.images.reactivate(id)
    verify.bytes('the data afterwards', (await other.get(filePath(id))).body, bytes)
  },
)

conformanceCase(
  {
    id: 'image-actions.deactivated.download-by-administrator',
    title: 'Administrators get the data of a deactivated image',
    operation: 'downloadImageData',
    status: 200,
    needs: ['write', 'administrator'],
  },
  async ({ client, target, resources, verify }) => {
    const bytes = someBytes(100)
    const { id } = await resources.activeImage(bytes)
    await client.images.deactivate(id)
    const answer = await target.get(filePath(id))
    verify.status(answer, 200)
    verify.bytes('the data', answer.body, bytes)
  },
)
