import { conformanceCase } from '../conformance-case.ts'
import { createV1, IMAGES_V1, idsV1, pathV1, RAW, shownV1, updateV1 } from '../images-v1.ts'
import { someBytes } from '../requests.ts'
import type { Answer, Target } from '../target.ts'

const BYTES = someBytes(100)

type Ask = (target: Target, id: string) => Promise<Answer>

const CHANGES = [
  ['updateImageV1', 'update', (target, id) => updateV1(target, id, { name: 'mine now' })],
  ['updateImageV1', 'upload', (target, id) => updateV1(target, id, {}, BYTES)],
  ['deleteImageV1', 'delete', (target, id) => target.delete(pathV1(id))],
] as const satisfies readonly (readonly [string, string, Ask])[]

const READS = [
  ['showImageV1', 'get', (target, id) => target.get(pathV1(id))],
  ['showImageMetadataV1', 'head', (target, id) => target.head(pathV1(id))],
] as const satisfies readonly (readonly [string, string, Ask])[]

for (const [operation, name, ask] of [...READS, ...CHANGES])
  conformanceCase(
    {
      id: `v1.visibility.private.${name}`,
      title: `An image that is not public does not exist for another project (${name})`,
      operation,
      status: 404,
      needs: ['v1', 'write', 'otherCaller'],
    },
    async ({ target, other, resources, verify }) => {
      const before = await resources.imageV1(RAW, BYTES)
      verify.status(await ask(other, before.id), 404)
      verify.equal('the image for its owner', await shownV1(target, before.id), before)
    },
  )

for (const [operation, name, ask] of CHANGES)
  conformanceCase(
    {
      id: `v1.visibility.public.${name}`,
      title: `A public image is not for another project to ${name === 'upload' ? 'upload to' : name}`,
      operation,
      status: 403,
      needs: ['v1', 'write', 'publish', 'otherCaller'],
    },
    async ({ target, other, resources, verify }) => {
      const before = await resources.imageV1({ ...RAW, is_public: 'True' })
      verify.status(await ask(other, before.id), 403)
      verify.equal('the image for its owner', await shownV1(target, before.id), before)
    },
  )

for (const [operation, name, ask] of READS)
  conformanceCase(
    {
      id: `v1.visibility.public.${name}`,
      title: `A public image is for everyone to read (${name})`,
      operation,
      status: 200,
      needs: ['v1', 'write', 'publish', 'otherCaller'],
    },
    async ({ other, resources, verify }) => {
      const { id } = await resources.imageV1({ ...RAW, is_public: 'True' }, BYTES)
      const answer = await ask(other, id)
      verify.status(answer, 200)
      if (name === 'get') verify.bytes('the data', answer.body, BYTES)
    },
  )

conformanceCase(
  {
    id: 'v1.visibility.lists',
    title: 'Others list the public images of a project, and no others',
    operation: 'listImagesV1',
    status: 200,
    needs: ['v1', 'write', 'publish', 'otherCaller'],
  },
  async ({ other, resources, verify }) => {
    const group = resources.name('group')
    await resources.imageV1({ 'property-group': group })
    const { id } = await resources.imageV1({ 'property-group': group, is_public: 'True' })
    const answer = await other.get(`${IMAGES_V1}?property-group=${group}`)
    verify.status(answer, 200)
    verify.equal('the images', idsV1(answer), [id])
  },
)

conformanceCase(
  {
    id: 'v1.visibility.marker',
    title: 'An invisible marker is refused like an unknown one',
    operation: 'listImagesV1',
    status: 400,
    needs: ['v1', 'write', 'otherCaller'],
  },
  async ({ other, resources, verify }) => {
    const { id } = await resources.imageV1()
    verify.status(await other.get(`${IMAGES_V1}?marker=${id}`), 400)
  },
)

conformanceCase(
  {
    id: 'v1.visibility.killed-of-other',
    title: 'An image that is killed is nobody else’s either',
    operation: 'showImageMetadataV1',
    status: 404,
    needs: ['v1', 'write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id } = await resources.imageV1(RAW)
    verify.status(await updateV1(target, id, { size: 5 }, BYTES), 400)
    verify.status(await other.head(pathV1(id)), 404)
    verify.status(await createV1(other, { id }), 409)
  },
)
