import type { UForgeImage } from '@vitrine/api-types'
import { fileIn } from '../archives.ts'
import { conformanceCase } from '../conformance-case.ts'
import { digest, filePath, imagePath } from '../requests.ts'
import { documentOf, REPRESENTATIONS, readDocument, XML } from '../uforge-documents.ts'
import { RAW_DISK, waitForEnd } from '../uforge-resources.ts'

const KEY = /^[0-9a-f]{32}$/

for (const [representation, type] of REPRESENTATIONS)
  conformanceCase(
    {
      id: `uforge.generation.ticket.${representation}`,
      title: `A generation that is asked for in ${representation.toUpperCase()} is answered by a ticket, without anything to download yet`,
      operation: 'generateMachineImage',
      status: 201,
      needs: ['uforge'],
    },
    async ({ uforge, resources, verify }) => {
      const appliance = await resources.appliance()
      const wanted = { compress: true, targetFormat: { name: RAW_DISK }, installProfile: { memorySize: 512 } }
      const body = documentOf('UForgeImageCreate', wanted, type)
      const answer = await uforge.post(`${appliance.uri}/images`, { ...body, accept: type })
      verify.status(answer, 201)
      const ticket = readDocument('UForgeImage', answer)
      verify.header(answer, 'Location', new RegExp(`/api/${ticket.uri}$`))
      verify.equal(
        'the uris',
        [ticket.uri, ticket.statusUri, ticket.parentUri],
        [`${appliance.uri}/images/${ticket.dbId}`, `${ticket.uri}/status`, appliance.uri],
      )
      const { name, version, compress, targetFormat, vmMemorySize, downloadUri, downloadKey } = ticket
      verify.equal('name and version', [name, version], [appliance.name, appliance.version])
      verify.equal('the settings', [compress, targetFormat.name, vmMemorySize], [true, RAW_DISK, 512])
      verify.equal('what there is to download', [downloadUri, downloadKey], [undefined, undefined])
      verify.equal('complete', (await waitForEnd(uforge, ticket)).complete, true)
    },
  )

conformanceCase(
  {
    id: 'uforge.generation.complete',
    title: 'A machine image that is complete says what there is to download, and where',
    operation: 'showMachineImage',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const { uri } = await resources.machineImage()
    const answer = await uforge.get(uri)
    verify.status(answer, 200)
    const image = readDocument('UForgeImage', answer)
    const { name, version, revision, fileName = '', downloadKey = '', status } = image
    const stem = `${name}_${version}rev${revision}_${image.format?.name}`.replace(/[^A-Za-z\d._-]/g, '_')
    verify.equal('fileName', fileName, `${stem}.tar.gz`)
    verify.equal('the rest of its name', [image.fileExtension, image.fullName], ['tar.gz', fileName])
    verify.that(image.fileSize > 0, 'there is no file')
    verify.equal('size', image.size, image.fileSize)
    verify.equal('what it is', [image.imageCreated, image.simulated], [true, false])
    verify.that(KEY.test(downloadKey), 'downloadKey has another form')
    verify.that(
      image.downloadUri === `${uri}/downloads/${fileName}?downloadId=${downloadKey}`,
      'downloadUri is another',
    )
    verify.equal('the status', [status.complete, status.error, status.cancelled], [true, false, false])
  },
)

conformanceCase(
  {
    id: 'uforge.generation.name',
    title: 'A file name has nothing in it that a path, a header or a shell could take for something else',
    operation: 'showMachineImage',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const { uri: distributionUri } = await resources.disk()
    const wanted = { name: `../${resources.name('Ü "$(x)";')}`, version: '1/0 \r\n', distributionUri }
    const created = await uforge.post(`${uforge.userUri}/appliances`, documentOf('UForgeApplianceCreate', wanted))
    const appliance = readDocument('UForgeAppliance', created)
    await uforge.post(`${appliance.uri}/osprofile`, documentOf('UForgeDistribProfileCreate', { name: 'Minimal' }))
    const { uri, fileName = '', downloadUri = '' } = await resources.machineImage(appliance)
    verify.that(/^[A-Za-z\d._-]+$/.test(fileName), 'the file name has other characters', { actual: fileName })
    verify.status(await uforge.get(uri), 200)
    verify.status(await uforge.get(downloadUri), 200)
  },
)

conformanceCase(
  {
    id: 'uforge.generation.progress',
    title: 'The status of a generation never goes back, and ends with a message that says when',
    operation: 'showMachineImageStatus',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const { uri } = await resources.ticket(await resources.appliance((await resources.largeDisk()).uri))
    let before = 0
    const { complete, percentage, message } = await waitForEnd(uforge, { uri }, (status) => {
      verify.that(status.percentage >= before, 'the percentage went back', {
        actual: `${before}, ${status.percentage}`,
      })
      verify.that(status.message !== '', 'there is no message')
      before = status.percentage
    })
    verify.equal('the end', [complete, percentage], [true, 100])
    verify.that(/^Done, created on /.test(message), 'the message is another', { actual: message })
  },
)

conformanceCase(
  {
    id: 'uforge.generation.uncompressed',
    title: 'Without compress there is an image, and nothing to download',
    operation: 'generateMachineImage',
    status: 201,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const { uri: appliance } = await resources.appliance()
    const body = documentOf('UForgeImageCreate', { targetFormat: { name: RAW_DISK } })
    const answer = await uforge.post(`${appliance}/images`, body)
    verify.status(answer, 201)
    const { uri } = readDocument('UForgeImage', answer)
    verify.equal('complete', (await waitForEnd(uforge, { uri })).complete, true)
    const { compress, downloadUri, downloadKey } = readDocument('UForgeImage', await uforge.get(uri))
    verify.equal('what there is to download', [compress, downloadUri, downloadKey], [false, undefined, undefined])
  },
)

conformanceCase(
  {
    id: 'uforge.generation.whole-format',
    title: 'A target format may come back whole, as it stands in the list: the published client sends it so',
    operation: 'generateMachineImage',
    status: 201,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const { uri: appliance } = await resources.appliance()
    const list = (await uforge.get(`${uforge.userUri}/targetformats`)).text
    const format = list.match(/<targetFormat>.*?<\/targetFormat>/gs)?.find((one) => one.includes(`<name>${RAW_DISK}<`))
    const body = `<ns1:image xmlns:ns1="http://www.usharesoft.com/uforge"><compress>true</compress>${format}<installProfile><memorySize>1024</memorySize></installProfile></ns1:image>`
    const answer = await uforge.post(`${appliance}/images`, { headers: { 'Content-Type': XML }, body })
    verify.status(answer, 201)
    verify.equal('complete', (await waitForEnd(uforge, readDocument('UForgeImage', answer))).complete, true)
  },
)

conformanceCase(
  {
    id: 'uforge.generation.several',
    title: 'Several machine images of an appliance are generated at a time',
    operation: 'listMachineImageStatuses',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const appliance = await resources.appliance()
    const tickets = await Promise.all(Array.from({ length: 5 }, () => resources.ticket(appliance)))
    verify.equal('how many there are', new Set(tickets.map(({ dbId }) => dbId)).size, tickets.length)
    for (const ticket of tickets) verify.equal('complete', (await waitForEnd(uforge, ticket)).complete, true)
    const answer = await uforge.get(`${appliance.uri}/images/statuses`)
    verify.status(answer, 200)
    const { total, statuses } = readDocument('UForgeStatuses', answer)
    verify.equal('total', total, tickets.length)
    const parents = statuses.status.map(({ parentUri }) => parentUri)
    verify.equal('the machine images', parents.toSorted(), tickets.map(({ uri }) => uri).toSorted())
  },
)

conformanceCase(
  {
    id: 'uforge.generation.converted',
    title: 'A disk is converted to the format that is asked for',
    operation: 'generateMachineImage',
    status: 201,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify, skip }) => {
    const { uri: appliance } = await resources.appliance()
    const wanted = { compress: true, targetFormat: { name: 'QCOW2' } }
    const answer = await uforge.post(`${appliance}/images`, documentOf('UForgeImageCreate', wanted))
    if (answer.status === 400 && answer.text.includes('converter.missing')) skip('this server has no converter')
    verify.status(answer, 201)
    const { uri } = readDocument('UForgeImage', answer)
    verify.equal('complete', (await waitForEnd(uforge, { uri })).complete, true)
    const archive = (await uforge.get(`${uri}/downloads`)).body
    verify.equal('the beginning of the disk', fileIn(archive).toString('latin1', 0, 4), 'QFI\xfb')
  },
)

for (const [name, title, image, word] of [
  ['no-format', 'without a target format', {}, 'targetformat.missing'],
  ['unnamed-format', 'with a target format that has no name', { targetFormat: {} }, 'targetformat.missing'],
  [
    'unknown-format',
    'in a format that nobody knows',
    { targetFormat: { name: 'Punch Cards' } },
    'targetformat.unknown',
  ],
  ['negative-memory', 'with less memory than none', { installProfile: { memorySize: -1 } }, undefined],
  ['huge-memory', 'with more memory than 32 bits can say', { installProfile: { memorySize: 2 ** 31 } }, undefined],
] as const)
  conformanceCase(
    {
      id: `uforge.generation.refused.${name}`,
      title: `A generation ${title} is refused`,
      operation: 'generateMachineImage',
      status: 400,
      needs: ['uforge'],
    },
    async ({ uforge, resources, verify, capabilities }) => {
      const { uri } = await resources.appliance()
      const answer = await uforge.post(`${uri}/images`, documentOf('UForgeImageCreate', image))
      verify.status(answer, 400)
      const { messageId } = readDocument('UForgeError', answer).localizedErrorMsg
      if (word && capabilities.profile === 'vitrine') verify.equal('messageId', messageId, word)
      verify.equal('the list', readDocument('UForgeImages', await uforge.get(`${uri}/images`)).total, 0)
    },
  )

conformanceCase(
  {
    id: 'uforge.generation.refused.no-profile',
    title: 'An appliance without an operating-system profile generates nothing',
    operation: 'generateMachineImage',
    status: 400,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const { uri } = await resources.bareAppliance()
    const wanted = { compress: true, targetFormat: { name: RAW_DISK } }
    verify.status(await uforge.post(`${uri}/images`, documentOf('UForgeImageCreate', wanted)), 400)
  },
)

conformanceCase(
  {
    id: 'uforge.generation.refused.source-gone',
    title: 'An appliance whose image was deleted generates nothing, neither anew nor again',
    operation: 'regenerateMachineImage',
    status: 400,
    needs: ['uforge', 'imageApi', 'write'],
  },
  async ({ target, uforge, resources, verify }) => {
    const { uri: source } = await resources.disk()
    const appliance = await resources.appliance(source)
    const { uri } = await resources.machineImage(appliance)
    verify.status(await target.delete(imagePath(source.split('/').at(-1) ?? '')), 204)
    const wanted = { compress: true, targetFormat: { name: RAW_DISK } }
    verify.status(await uforge.post(`${appliance.uri}/images`, documentOf('UForgeImageCreate', wanted)), 400)
    verify.status(await uforge.post(uri), 400)
    verify.status(await uforge.get(`${uri}/downloads`), 200)
  },
)

/** The image of the catalogue that holds the file of a machine image. */
const catalogued = (image: UForgeImage): string => `/v2/images?uforge_machine_image=${image.dbId}`

for (const [name, compress, containerFormat] of [
  ['packed', true, 'compressed'],
  ['plain', false, 'bare'],
] as const)
  conformanceCase(
    {
      id: `uforge.generation.catalogued.${name}`,
      title: `The file of a machine image is that of an ordinary image too (${name}), and goes with it`,
      operation: 'deleteMachineImage',
      status: 204,
      needs: ['uforge', 'imageApi', 'vitrine'],
    },
    async ({ target, uforge, resources, verify }) => {
      const disk = await resources.disk()
      const appliance = await resources.appliance(disk.uri)
      const image = await resources.machineImage(appliance, { compress })
      const found = (await target.get(catalogued(image))).json().images
      verify.equal('how many images there are', found.length, 1)
      const [{ id, status, disk_format, container_format, size, checksum, uforge_source_image }] = found
      verify.equal('what it is', [status, disk_format, container_format], ['active', 'raw', containerFormat])
      verify.equal('size and checksum', [size, checksum], [image.fileSize, image.md5sum])
      verify.equal('what it was made of', `distributions/${uforge_source_image}`, disk.uri)
      const { body } = await target.get(filePath(id))
      verify.equal('its data', digest('sha256', body), image.sha256sum)
      if (disk.bytes) verify.bytes('the disk', compress ? fileIn(body) : body, disk.bytes)
      verify.status(await uforge.delete(image.uri), 204)
      verify.status(await target.get(imagePath(id)), 404)
    },
  )
