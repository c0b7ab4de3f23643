import { conformanceCase } from '../conformance-case.ts'
import { IMAGES_V1, idsV1, pathV1, RAW, updateV1 } from '../images-v1.ts'
import { OCTETS, someBytes, unknownId, waitForStatus } from '../requests.ts'
import { quirk } from '../verify.ts'

const DELETED = quirk('v1-delete', 204)

for (const name of ['reserved', 'active'] as const)
  conformanceCase(
    {
      id: `v1.delete.${name}`,
      title: `${name === 'active' ? 'An active' : 'A reserved'} image is deleted, with an empty answer, and is nowhere any more`,
      operation: 'deleteImageV1',
      status: 200,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const group = resources.name('group')
      const fields = { ...RAW, 'property-group': group }
      const { id } = await resources.imageV1(fields, name === 'active' ? someBytes(100) : undefined)
      const answer = await target.delete(pathV1(id))
      verify.status(answer, 200, DELETED)
      verify.equal('the length of the body', answer.body.length, 0)
      verify.status(await target.get(pathV1(id)), 404)
      verify.equal('the images of its group', idsV1(await target.get(`${IMAGES_V1}?property-group=${group}`)), [])
    },
  )

conformanceCase(
  {
    id: 'v1.delete.saving',
    title: 'An image can be deleted while data arrives',
    operation: 'deleteImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1(RAW)
    const uploading = target.open('PUT', pathV1(id), { headers: OCTETS })
    await uploading.write(someBytes(200_000))
    await waitForStatus(target, id, 'saving')
    verify.status(await target.delete(pathV1(id)), 200, DELETED)
    uploading.end()
    await uploading.answer.catch(() => undefined)
    verify.status(await target.get(pathV1(id)), 404)
  },
)

conformanceCase(
  {
    id: 'v1.delete.killed',
    title: 'An image that is killed can be deleted',
    operation: 'deleteImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1(RAW)
    verify.status(await updateV1(target, id, { size: 5 }, someBytes(10)), 400)
    verify.status(await target.delete(pathV1(id)), 200, DELETED)
    verify.status(await target.delete(pathV1(id)), 404)
  },
)

conformanceCase(
  {
    id: 'v1.delete.protected',
    title: 'A protected image is not deleted',
    operation: 'deleteImageV1',
    status: 403,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const bytes = someBytes(100)
    const { id } = await resources.imageV1({ ...RAW, protected: 'True' }, bytes)
    verify.status(await target.delete(pathV1(id)), 403)
    verify.bytes('the data', (await target.get(pathV1(id))).body, bytes)
  },
)

conformanceCase(
  {
    id: 'v1.delete.unknown',
    title: 'An image that does not exist, or not any more, is not deleted',
    operation: 'deleteImageV1',
    status: 404,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    for (const id of [unknownId(), 'no-such-name']) verify.status(await target.delete(pathV1(id)), 404)
    const { id } = await resources.imageV1()
    verify.status(await target.delete(pathV1(id)), 200, DELETED)
    verify.status(await target.delete(pathV1(id)), 404)
  },
)

conformanceCase(
  {
    id: 'v1.delete.body',
    title: 'DELETE with a body is refused, and nothing happens',
    operation: 'deleteImageV1',
    status: 400,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1()
    for (const body of ['{}', 'x']) verify.status(await target.delete(pathV1(id), { body }), 400)
    verify.status(await target.head(pathV1(id)), 200)
  },
)
