import { ApiError } from '@vitrine/client'
import { fileIn } from '../archives.ts'
import type { CaseContext } from '../conformance-case.ts'
import { conformanceCase } from '../conformance-case.ts'
import { readAll } from '../requests.ts'
import { RAW_DISK, type SourceDisk } from '../uforge-resources.ts'

/** What the client calls the image that appliances are made of. */
const sourceImageOf = ({ uri }: SourceDisk): string => uri.slice('distributions/'.length)

const generate = async ({ uforgeClient, resources }: Pick<CaseContext, 'uforgeClient' | 'resources'>) => {
  const disk = await resources.disk()
  const wanted = { name: resources.name(), version: '1.0', sourceImage: sourceImageOf(disk) }
  const appliance = await uforgeClient.appliances.create(wanted)
  const ticket = await uforgeClient.machineImages.generate(appliance.dbId, { targetFormat: RAW_DISK })
  return { disk, appliance, ticket }
}

const statusOf = (refusal: unknown): number | undefined => (refusal instanceof ApiError ? refusal.status : undefined)

conformanceCase(
  {
    id: 'uforge.client.whole-way',
    title: 'The client makes an appliance, generates a machine image, watches that, and downloads it verified',
    operation: 'downloadMachineImage',
    status: 200,
    needs: ['uforge'],
  },
  async (context) => {
    const { uforgeClient, verify } = context
    const { disk, appliance, ticket } = await generate(context)
    const seen: number[] = []
    const onProgress = ({ percentage }: { percentage: number }) => void seen.push(percentage)
    const image = await uforgeClient.machineImages.watch(appliance.dbId, ticket.dbId, { everyMs: 50, onProgress })
    verify.equal('the last percentage', seen.at(-1), 100)
    const download = await uforgeClient.machineImages.download(appliance.dbId, image.dbId)
    const archive = await readAll(download.body)
    verify.equal('the size', archive.length, image.fileSize)
    if (disk.bytes) verify.bytes('the disk', fileIn(archive), disk.bytes)
  },
)

conformanceCase(
  {
    id: 'uforge.client.link',
    title: 'The client downloads once by the link of a machine image, and is refused then',
    operation: 'downloadMachineImageFile',
    status: 200,
    needs: ['uforge'],
  },
  async (context) => {
    const { uforgeClient, downloadLink, verify } = context
    const { appliance, ticket } = await generate(context)
    const image = await uforgeClient.machineImages.watch(appliance.dbId, ticket.dbId, { everyMs: 50 })
    const link = uforgeClient.machineImages.linkTo(image) ?? ''
    const archive = await readAll((await downloadLink(link)).body)
    verify.equal('the size', archive.length, image.fileSize)
    verify.equal('the status of the refusal', statusOf(await downloadLink(link).catch((error: unknown) => error)), 401)
  },
)

conformanceCase(
  {
    id: 'uforge.client.records',
    title: 'What the client makes is in its lists, and gone when it deletes it',
    operation: 'listAppliances',
    status: 200,
    needs: ['uforge'],
  },
  async (context) => {
    const { uforgeClient, uforge, verify } = context
    const { appliances, machineImages } = uforgeClient
    verify.equal('the user', (await uforgeClient.user()).loginName, uforge.account.name)
    const { appliance, ticket } = await generate(context)
    const found = await appliances.list({ query: `name=='${appliance.name}'` })
    verify.equal('the appliances', found, [appliance])
    const idsOf = async () => (await machineImages.list(appliance.dbId)).map(({ dbId }) => dbId)
    verify.equal('the machine images', await idsOf(), [ticket.dbId])
    await machineImages.deleteAll(appliance.dbId)
    verify.equal('what is left', await idsOf(), [])
    await appliances.delete(appliance.dbId)
    verify.equal('the appliances', await appliances.list({ query: `name=='${appliance.name}'` }), [])
  },
)

conformanceCase(
  {
    id: 'image-links.client',
    title: 'The client makes a link, downloads by it once, and deletes another',
    operation: 'createImageLink',
    status: 201,
    needs: ['write', 'vitrine'],
  },
  async ({ client, downloadLink, resources, verify }) => {
    const bytes = Buffer.alloc(100_000, 'link')
    const { id } = await resources.activeImage(bytes)
    const [link, other] = [await client.links.create(id), await client.links.create(id, { expires_in: 60 })]
    verify.bytes('the data', await readAll((await downloadLink(link.url)).body), bytes)
    await client.links.delete(id, other.id)
    for (const { url } of [link, other])
      verify.equal('the status of the refusal', statusOf(await downloadLink(url).catch((error: unknown) => error)), 404)
    const left = (await client.links.list(id)).map((one) => [one.id, one.used_at !== null])
    verify.equal('what is left', left, [[link.id, true]])
  },
)
