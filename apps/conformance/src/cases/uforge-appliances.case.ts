import type { UForgeApplianceCreate } from '@vitrine/api-types'
import type { CaseContext } from '../conformance-case.ts'
import { conformanceCase } from '../conformance-case.ts'
import { imagePath, patch, replace, unknownId } from '../requests.ts'
import { documentOf, JSON_TYPE, REPRESENTATIONS, readDocument, XML } from '../uforge-documents.ts'
import { RAW_DISK } from '../uforge-resources.ts'

type Asking = Pick<CaseContext, 'uforge'>

const appliancesUri = ({ uforge }: Asking): string => `${uforge.userUri}/appliances`
const create = (context: Asking, wanted: UForgeApplianceCreate) =>
  context.uforge.post(appliancesUri(context), documentOf('UForgeApplianceCreate', wanted))

for (const [representation, type] of REPRESENTATIONS)
  conformanceCase(
    {
      id: `uforge.appliance.create.${representation}`,
      title: `An appliance that is made in ${representation.toUpperCase()} is shown as it was answered, with all that the published client reads`,
      operation: 'createAppliance',
      status: 201,
      needs: ['uforge'],
    },
    async (context) => {
      const { uforge, resources, verify } = context
      const { uri: distributionUri } = await resources.disk()
      const wanted = {
        name: resources.name('Größe <&>'),
        version: '1.0-rc',
        description: 'a "web" server',
        distributionUri,
      }
      const body = documentOf('UForgeApplianceCreate', wanted, type)
      const answer = await uforge.post(appliancesUri(context), { ...body, accept: type })
      verify.status(answer, 201)
      const appliance = readDocument('UForgeAppliance', answer)
      for (const [name, value] of Object.entries(wanted))
        verify.equal(name, appliance[name as keyof typeof appliance], value)
      verify.header(answer, 'Location', new RegExp(`^https?://[^/]+(/.*)?/api/${appliance.uri}$`))
      verify.that(
        new RegExp(`^${uforge.userUri.replaceAll('%40', '@')}/appliances/\\d+$`).test(appliance.uri),
        'uri has another form',
        {
          actual: appliance.uri,
        },
      )
      verify.equal('imported and shared', [appliance.imported, appliance.shared], [false, false])
      verify.equal('what is shown', readDocument('UForgeAppliance', await uforge.get(appliance.uri)), appliance)
    },
  )

for (const [name, title, change] of [
  ['no-name', 'without a name', { name: undefined }],
  ['empty-name', 'with an empty name', { name: '' }],
  ['long-name', 'with a name that is too long', { name: 'x'.repeat(300) }],
  ['no-version', 'without a version', { version: undefined }],
  ['no-distribution', 'without what it is made of', { distributionUri: undefined }],
  ['no-distribution-uri', 'of what is no distribution', { distributionUri: 'https://example.org/disk.raw' }],
  ['unknown-distribution', 'of what does not exist', { distributionUri: `distributions/${unknownId()}` }],
  [
    'path-distribution',
    'of what is not below distributions (S31)',
    { distributionUri: 'distributions/../../etc/passwd' },
  ],
] as const)
  conformanceCase(
    {
      id: `uforge.appliance.create.refused.${name}`,
      title: `An appliance ${title} is refused`,
      operation: 'createAppliance',
      status: 400,
      needs: ['uforge'],
    },
    async (context) => {
      const { uforge, resources, verify } = context
      const { uri: distributionUri } = await resources.disk()
      // By hand: our own writer refuses what is not whole.
      const good = { name: resources.name(), version: '1.0', distributionUri }
      const appliance = { ...good, ...change }
      const elements = Object.entries(appliance).map(([key, value]) =>
        value === undefined ? '' : `<${key}>${value}</${key}>`,
      )
      for (const [type, body] of [
        [XML, `<appliance>${elements.join('')}</appliance>`],
        [JSON_TYPE, JSON.stringify({ appliance })],
      ] as const)
        verify.status(await uforge.post(appliancesUri(context), { headers: { 'Content-Type': type }, body }), 400)
    },
  )

conformanceCase(
  {
    id: 'uforge.appliance.create.refused.queued-image',
    title: 'An appliance of an image without data, or of one that is no disk, is refused',
    operation: 'createAppliance',
    status: 400,
    needs: ['uforge', 'imageApi', 'write'],
  },
  async (context) => {
    const { resources, verify } = context
    const queued = await resources.queuedImage()
    const ramdisk = await resources.activeImage(Buffer.from('not a disk'), {
      disk_format: 'ari',
      container_format: 'ari',
    })
    for (const { id } of [queued, ramdisk]) {
      const wanted = { name: resources.name(), version: '1.0', distributionUri: `distributions/${id}` }
      verify.status(await create(context, wanted), 400)
    }
  },
)

conformanceCase(
  {
    id: 'uforge.appliance.create.refused.deactivated-image',
    title: 'An appliance of an image that the caller may not download is refused (S2)',
    operation: 'createAppliance',
    status: 403,
    needs: ['uforge', 'imageApi', 'write', 'member'],
  },
  async (context) => {
    const { client, resources, verify } = context
    const { id } = await resources.activeImage(Buffer.alloc(512, '.'))
    await client.images.deactivate(id)
    const wanted = { name: resources.name(), version: '1.0', distributionUri: `distributions/${id}` }
    verify.status(await create(context, wanted), 403)
  },
)

conformanceCase(
  {
    id: 'uforge.appliance.install-profile',
    title: 'The install profile of an appliance says of the disk what the published client asks for',
    operation: 'showInstallProfile',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const { uri, installProfileUri = '' } = await resources.bareAppliance()
    const answer = await uforge.get(`${uri}/installProfile`)
    verify.status(answer, 200)
    const profile = readDocument('UForgeInstallProfile', answer)
    verify.that(profile.partitionAuto !== undefined, 'partitionAuto is missing')
    verify.equal('the uris', [installProfileUri, profile.applianceUri], [`${uri}/installProfile`, uri])
  },
)

conformanceCase(
  {
    id: 'uforge.appliance.os-profile',
    title: 'An appliance says that it has an operating-system profile, and is another one then',
    operation: 'createOsProfile',
    status: 201,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const bare = await resources.bareAppliance()
    verify.equal('osProfileUri', bare.osProfileUri, undefined)
    const body = { name: 'Server', standardProfileUri: 'distributions/1/profiles/4' }
    const answer = await uforge.post(`${bare.uri}/osprofile`, documentOf('UForgeDistribProfileCreate', body))
    verify.status(answer, 201)
    verify.equal('the name', readDocument('UForgeDistribProfile', answer).name, 'Server')
    const { osProfileUri, digest } = readDocument('UForgeAppliance', await uforge.get(bare.uri))
    verify.equal('osProfileUri', osProfileUri, `${bare.uri}/osprofile`)
    verify.that(digest !== bare.digest, 'the digest stays the same')
  },
)

conformanceCase(
  {
    id: 'uforge.appliance.delete',
    title: 'An appliance is deleted with its machine images, their files, and their images of the catalogue',
    operation: 'deleteAppliance',
    status: [204, 404],
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const appliance = await resources.appliance()
    const { uri } = await resources.machineImage(appliance)
    verify.status(await uforge.delete(appliance.uri), 204)
    for (const gone of [appliance.uri, `${appliance.uri}/images`, uri, `${uri}/status`, `${uri}/downloads`])
      verify.status(await uforge.get(gone), 404)
    verify.status(await uforge.delete(appliance.uri), 404)
  },
)

conformanceCase(
  {
    id: 'uforge.appliance.delete.force',
    title: 'force is true or false, in any case of letters',
    operation: 'deleteAppliance',
    status: [204, 400],
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const { uri } = await resources.bareAppliance()
    for (const force of ['', 'yes', '1', 'maybe']) verify.status(await uforge.delete(`${uri}?force=${force}`), 400)
    verify.status(await uforge.delete(`${uri}?force=False`), 204)
    const other = await resources.bareAppliance()
    verify.status(await uforge.delete(`${other.uri}?force=TRUE`), 204)
  },
)

for (const [name, operation, uriIn] of [
  ['appliance', 'deleteAppliance', ({ parentUri = '' }) => `${parentUri}?force=true`],
  ['machine-image', 'deleteMachineImage', ({ uri }) => uri],
  ['all', 'deleteAllMachineImages', ({ parentUri = '' }) => `${parentUri}/images`],
] as const satisfies readonly (readonly [string, string, (image: { uri: string; parentUri?: string }) => string])[])
  conformanceCase(
    {
      id: `uforge.protected.${name}`,
      title: 'A machine image whose image of the catalogue is protected is not deleted (S1)',
      operation,
      status: [403, 204],
      needs: ['uforge', 'imageApi', 'vitrine'],
    },
    async ({ uforge, target, resources, verify }) => {
      const image = await resources.machineImage()
      const found = await target.get(`/v2/images?uforge_machine_image=${image.dbId}`)
      const { id } = found.json().images[0] ?? {}
      await patch(target, id, [replace('/protected', true)])
      try {
        verify.status(await uforge.delete(uriIn(image)), 403)
        verify.status(await uforge.get(image.uri), 200)
      } finally {
        await patch(target, id, [replace('/protected', false)])
      }
      verify.status(await uforge.delete(uriIn(image)), 204)
      verify.status(await target.get(imagePath(id)), 404)
    },
  )

conformanceCase(
  {
    id: 'uforge.appliance.others',
    title: 'What one user has is not another’s, neither by its own path nor by that of the other (S12)',
    operation: 'showAppliance',
    status: [403, 404],
    needs: ['uforge', 'uforgeAccounts', 'otherAccount'],
  },
  async ({ uforge, otherAccount: account, resources, verify }) => {
    const appliance = await resources.appliance()
    const { uri } = await resources.machineImage(appliance, { compress: true, targetFormat: { name: RAW_DISK } })
    for (const theirs of [appliance.uri, uri, `${uri}/status`, `${uri}/downloads`]) {
      verify.status(await uforge.get(theirs, { account }), 403)
      const asOwn = theirs.replace(uforge.userUri, `users/${account.name}`)
      verify.status(await uforge.get(asOwn, { account }), 404)
      verify.status(await uforge.delete(asOwn, { account }), theirs.endsWith('/downloads') ? 405 : 404)
    }
    verify.status(await uforge.get(uri), 200)
  },
)
