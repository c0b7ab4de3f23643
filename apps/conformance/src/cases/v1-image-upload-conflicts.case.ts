import { conformanceCase } from '../conformance-case.ts'
import { pathV1, RAW, shownV1, updateV1 } from '../images-v1.ts'
import { digest, inChunks, OCTETS, someBytes, waitForStatus } from '../requests.ts'
import { verifyActive } from '../uploads-v1.ts'

for (const [name, accept] of [
  ['json', 'application/json'],
  ['html', 'text/html'],
  ['none', null],
] as const)
  conformanceCase(
    {
      id: `v1.upload.active.${name}`,
      title: `An active image takes no other data; that is told in a short text, with Accept: ${accept ?? '(none)'} too`,
      operation: 'updateImageV1',
      status: 409,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const bytes = someBytes(100)
      const before = await resources.imageV1(RAW, bytes)
      const answer = await updateV1(target, before.id, {}, someBytes(200), { accept })
      verify.status(answer, 409)
      verify.header(answer, 'Content-Type', /^text\/plain\b/, 'v1-conflict-form')
      verify.that(!answer.text.startsWith('409'), 'the text is more than a sentence', {
        actual: answer.text,
        known: 'v1-conflict-form',
      })
      verify.equal('the image', await shownV1(target, before.id), before)
      verify.bytes('the data', (await target.get(pathV1(before.id))).body, bytes)
    },
  )

conformanceCase(
  {
    id: 'v1.upload.active.empty',
    title: 'An image of 0 bytes takes no data either',
    operation: 'updateImageV1',
    status: 409,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1({ ...RAW, size: 0 })
    verify.status(await updateV1(target, id, {}, someBytes(10)), 409)
    verify.equal('the size', (await shownV1(target, id)).size, 0)
  },
)

conformanceCase(
  {
    id: 'v1.upload.second-writer',
    title: 'A second upload beside a running one is refused, the first goes on',
    operation: 'updateImageV1',
    status: [200, 409],
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1(RAW)
    const bytes = someBytes(256 * 1024)
    const first = target.open('PUT', pathV1(id), { headers: OCTETS, length: bytes.length })
    await first.write(bytes.subarray(0, 200_000))
    await waitForStatus(target, id, 'saving')
    verify.status(await updateV1(target, id, {}, someBytes(300_000)), 409)
    await first.write(bytes.subarray(200_000))
    first.end()
    const answer = await first.answer
    verify.status(answer, 200)
    await verifyActive(target, verify, answer, bytes)
  },
)

conformanceCase(
  {
    id: 'v1.upload.race',
    title: 'Of two uploads that begin together one wins: its bytes alone are kept, and what it says of the image',
    operation: 'updateImageV1',
    status: [200, 409],
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    for (let round = 0; round < 4; round += 1) {
      const { id } = await resources.imageV1(RAW)
      const bodies = [someBytes(120_000), someBytes(120_001)] as const
      const answers = await Promise.all(
        bodies.map((body, index) =>
          updateV1(target, id, { name: `by-${index}`, [`property-by-${index}`]: 'x' }, inChunks(body, 30_000)),
        ),
      )
      const statuses = answers.map(({ status }) => status)
      verify.equal('the statuses', statuses.toSorted(), [200, 409])
      const [index, winner] = statuses[0] === 200 ? [0, bodies[0]] : [1, bodies[1]]
      const { status, checksum, name, properties } = await shownV1(target, id)
      verify.equal('status and checksum', [status, checksum], ['active', digest('md5', winner)])
      verify.equal('the name', name, `by-${index}`, 'v1-losers')
      verify.equal('the properties', properties, { [`by_${index}`]: 'x' }, 'v1-losers')
      verify.bytes('the data', (await target.get(pathV1(id))).body, winner)
    }
  },
)
