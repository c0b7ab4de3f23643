import type { UForgeImage } from '@vitrine/api-types'
import type { CaseContext } from '../conformance-case.ts'
import { conformanceCase } from '../conformance-case.ts'
import type { Answer } from '../target.ts'
import { readDocument } from '../uforge-documents.ts'
import { RAW_DISK, waitForEnd } from '../uforge-resources.ts'

/** Asks something while a machine image is generated, which the answer is about. Skips where that is over too soon. */
const whileGenerating = async (
  context: CaseContext,
  right: number,
  ask: (ticket: UForgeImage) => Promise<Answer>,
): Promise<UForgeImage> => {
  const { uforge, resources, verify, skip } = context
  const ticket = await resources.ticket(await resources.appliance((await resources.largeDisk()).uri))
  const answer = await ask(ticket)
  const now = await uforge.get(`${ticket.uri}/status`)
  if (answer.status !== right && now.status === 200 && readDocument('UForgeStatus', now).complete)
    skip('generations are over here before anything can be asked of them')
  verify.status(answer, right)
  return ticket
}

conformanceCase(
  {
    id: 'uforge.cancel.running',
    title: 'A generation is cancelled, once and for all; to cancel it again is no fault',
    operation: 'cancelMachineImageGeneration',
    status: 204,
    needs: ['uforge'],
  },
  async (context) => {
    const { uforge, verify } = context
    const ticket = await whileGenerating(context, 204, ({ uri }) => uforge.delete(`${uri}/status`))
    const { cancelled, complete, error, message } = await waitForEnd(uforge, ticket)
    verify.equal('the status', [cancelled, complete, error], [true, false, false])
    verify.that(message !== '', 'there is no message')
    verify.status(await uforge.delete(`${ticket.uri}/status`), 204)
    const { downloadUri, downloadKey } = readDocument('UForgeImage', await uforge.get(ticket.uri))
    verify.equal('what there is to download', [downloadUri, downloadKey], [undefined, undefined])
    verify.status(await uforge.get(`${ticket.uri}/downloads`), 400)
  },
)

conformanceCase(
  {
    id: 'uforge.cancel.over',
    title: 'A generation that is over is not cancelled any more',
    operation: 'cancelMachineImageGeneration',
    status: 400,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const image = await resources.machineImage()
    verify.status(await uforge.delete(`${image.uri}/status`), 400)
    verify.equal('complete', (await waitForEnd(uforge, image)).complete, true)
  },
)

conformanceCase(
  {
    id: 'uforge.download.unfinished',
    title: 'Of a generation that is not over there is nothing to download',
    operation: 'downloadMachineImage',
    status: 400,
    needs: ['uforge'],
  },
  async (context) => {
    await whileGenerating(context, 400, ({ uri }) => context.uforge.get(`${uri}/downloads`))
  },
)

conformanceCase(
  {
    id: 'uforge.regenerate.complete',
    title: 'A machine image is generated again with its settings, under an id of its own',
    operation: 'regenerateMachineImage',
    status: 201,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const wanted = { compress: true, targetFormat: { name: RAW_DISK }, installProfile: { memorySize: 768 } }
    const old = await resources.machineImage(undefined, wanted)
    const answer = await uforge.post(old.uri)
    verify.status(answer, 201)
    const ticket = readDocument('UForgeImage', answer)
    verify.that(ticket.dbId !== old.dbId, 'it is the same machine image')
    verify.header(answer, 'Location', new RegExp(`/api/${ticket.uri}$`))
    const settingsOf = ({ compress, targetFormat, vmMemorySize }: UForgeImage) => [compress, targetFormat, vmMemorySize]
    verify.equal('the settings', settingsOf(ticket), settingsOf(old))
    verify.equal('complete', (await waitForEnd(uforge, ticket)).complete, true)
    verify.equal('the old one', readDocument('UForgeImage', await uforge.get(old.uri)), old)
  },
)

conformanceCase(
  {
    id: 'uforge.regenerate.running',
    title: 'A machine image that is being generated is generated again only by force, which cancels it',
    operation: 'regenerateMachineImage',
    status: [409, 201],
    needs: ['uforge'],
  },
  async (context) => {
    const { uforge, verify } = context
    let again: Answer | undefined
    const old = await whileGenerating(context, 409, async ({ uri }) => {
      const refused = await uforge.post(uri)
      again = await uforge.post(`${uri}?force=True`)
      return refused
    })
    if (!again) return
    verify.status(again, 201)
    const ticket = readDocument('UForgeImage', again)
    verify.status(await uforge.delete(`${ticket.uri}/status`), [204, 400])
    verify.equal('cancelled', (await waitForEnd(uforge, old)).cancelled, true)
  },
)

conformanceCase(
  {
    id: 'uforge.regenerate.force',
    title: 'force is true or false',
    operation: 'regenerateMachineImage',
    status: 400,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const { uri } = await resources.machineImage()
    for (const force of ['', 'yes', '1']) verify.status(await uforge.post(`${uri}?force=${force}`), 400)
  },
)

conformanceCase(
  {
    id: 'uforge.machine-image.delete',
    title: 'A machine image is deleted with its file, and its key is of no use any more',
    operation: 'deleteMachineImage',
    status: [204, 404],
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const { uri, downloadUri = '' } = await resources.machineImage()
    verify.status(await uforge.delete(uri), 204)
    for (const gone of [uri, `${uri}/status`, `${uri}/pkgs`, `${uri}/downloads`])
      verify.status(await uforge.get(gone), 404)
    verify.status(await uforge.get(downloadUri, { account: null }), 401)
    verify.status(await uforge.delete(uri), 404)
  },
)

conformanceCase(
  {
    id: 'uforge.machine-image.delete.running',
    title: 'A machine image is deleted while it is being generated',
    operation: 'deleteMachineImage',
    status: 204,
    needs: ['uforge'],
  },
  async (context) => {
    const { uforge, verify } = context
    const { uri } = await whileGenerating(context, 204, (ticket) => uforge.delete(ticket.uri))
    verify.status(await uforge.get(uri), 404)
  },
)

conformanceCase(
  {
    id: 'uforge.machine-image.delete-all',
    title: 'All machine images of an appliance are deleted, those being generated too, and none is no fault',
    operation: 'deleteAllMachineImages',
    status: 204,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const appliance = await resources.appliance((await resources.largeDisk()).uri)
    const other = await resources.machineImage()
    const tickets = [await resources.ticket(appliance), await resources.ticket(appliance)]
    verify.status(await uforge.delete(`${appliance.uri}/images`), 204)
    verify.equal('total', readDocument('UForgeImages', await uforge.get(`${appliance.uri}/images`)).total, 0)
    for (const { uri } of tickets) verify.status(await uforge.get(uri), 404)
    verify.status(await uforge.delete(`${appliance.uri}/images`), 204)
    verify.status(await uforge.get(other.uri), 200)
  },
)

conformanceCase(
  {
    id: 'uforge.appliance.delete.running',
    title: 'An appliance of which something is being generated is deleted only by force',
    operation: 'deleteAppliance',
    status: [409, 204],
    needs: ['uforge'],
  },
  async (context) => {
    const { uforge, resources, verify } = context
    const { uri, parentUri = '' } = await whileGenerating(context, 409, async (ticket) => {
      const appliance = { uri: ticket.parentUri ?? '' }
      // Several: what was deleted tells nobody whether it was over.
      for (let more = 0; more < 2; more += 1) await resources.ticket(appliance)
      return uforge.delete(appliance.uri)
    })
    verify.status(await uforge.get(parentUri), 200)
    verify.status(await uforge.delete(`${parentUri}?force=true`), 204)
    for (const gone of [parentUri, uri]) verify.status(await uforge.get(gone), 404)
  },
)
