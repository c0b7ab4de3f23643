import { conformanceCase } from '../conformance-case.ts'
import { imageOf, pathV1, RAW, shownV1 } from '../images-v1.ts'
import { digest, unknownId } from '../requests.ts'
import { createFrom, makeFrom, ORIGINS, OTHER_CHECKSUM, sourceFor, updateFrom } from '../sources-v1.ts'
import { verifyKilled } from '../uploads-v1.ts'
import { quirk } from '../verify.ts'

conformanceCase(
  {
    id: 'v1.location.said',
    title: 'What is rightly said of data that lies elsewhere is recorded, at once or when it was found right',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async (context) => {
    const { target, verify } = context
    const source = await sourceFor('location', context)
    const { url, bytes } = source.image('said')
    const checksum = digest('md5', bytes)
    const said = { size: bytes.length, checksum: checksum.toUpperCase() }
    const { id } = await makeFrom(context, 'location', url, said)
    const data = await target.get(pathV1(id))
    verify.status(data, 200)
    const { status, size } = imageOf(data)
    verify.equal('status and size', [status, size], ['active', bytes.length])
    verify.header(data, 'ETag', checksum, 'v1-unread-checksum')
    verify.bytes('the data', data.body, bytes)
  },
)

conformanceCase(
  {
    id: 'v1.location.other-checksum',
    title: 'Data that lies elsewhere and has another checksum than said is never there, and its image is killed',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async (context) => {
    const { target, verify } = context
    const source = await sourceFor('location', context)
    const { id, status } = await makeFrom(context, 'location', source.image('forged').url, { checksum: OTHER_CHECKSUM })
    if (!verify.equal('the status', status, 'saving', 'v1-unread-checksum')) return
    await verifyKilled(target, verify, id)
  },
)

conformanceCase(
  {
    id: 'v1.copy.said',
    title: 'A copy of data that is what was said of it is active once it was fetched',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async (context) => {
    const { target, verify } = context
    const source = await sourceFor('copy', context)
    const { url, bytes } = source.image('said')
    const checksum = digest('md5', bytes)
    const { id } = await makeFrom(context, 'copy', url, { size: bytes.length, checksum: checksum.toUpperCase() })
    const image = await shownV1(target, id)
    verify.equal('the image', [image.status, image.size, image.checksum], ['active', bytes.length, checksum])
  },
)

for (const origin of Object.keys(ORIGINS) as (keyof typeof ORIGINS)[]) {
  conformanceCase(
    {
      id: `v1.${origin}.other-size`,
      title: `There is no new image of a ${origin} that has another size than said, and a reserved one stays reserved`,
      operation: 'createImageV1',
      status: 409,
      needs: ['v1', 'write'],
    },
    async (context) => {
      const { target, resources, verify } = context
      const { url } = (await sourceFor(origin, context)).image('size')
      const id = unknownId()
      // The servers of version 1 find out about a copy when they have made it.
      const late = origin === 'copy' ? [quirk('v1-late-size', 201)] : []
      if (!verify.status(await createFrom(target, origin, url, { id, size: 99 }), 409, ...late)) return
      verify.status(await target.head(pathV1(id)), 404, quirk('v1-leftovers', 200))
      const before = await resources.imageV1(RAW)
      verify.status(await updateFrom(target, before.id, origin, url, { name: 'another', size: 99 }), 409)
      verify.equal('the image', await shownV1(target, before.id), before, 'v1-leftovers')
    },
  )

  conformanceCase(
    {
      id: `v1.${origin}.no-checksum`,
      title: `There is no new image of a ${origin} whose checksum is none`,
      operation: 'createImageV1',
      status: 400,
      needs: ['v1', 'write'],
    },
    async (context) => {
      const { target, verify } = context
      const { url } = (await sourceFor(origin, context)).image('size')
      for (const checksum of ['ab', 'z'.repeat(32)]) {
        const id = unknownId()
        const answer = await createFrom(target, origin, url, { id, checksum })
        if (!verify.status(answer, 400, quirk('v1-unread-checksum', 201))) return
        verify.status(await target.head(pathV1(id)), 404)
      }
    },
  )
}
