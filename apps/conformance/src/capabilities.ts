import type { Profile } from './config.ts'
import type { IdentityAccess } from './identity.ts'
import type { Target } from './target.ts'
import type { Account } from './uforge.ts'
import { discoverUForge, type UForgeFindings } from './uforge-discovery.ts'

/** What could be learned of the server and the callers before the first case. */
export interface Capabilities extends UForgeFindings {
  readonly profile: Profile
  /** Whether version 2 of the Image API is served: UForge may be all there is. */
  readonly imageApi: boolean
  /** Newest of the advertised versions, such as `v2.15`. */
  readonly version: string
  readonly versions: readonly string[]
  readonly authentication: boolean
  /** Why the caller cannot create images, if so. */
  readonly readOnly: string | undefined
  readonly publishes: boolean
  readonly administrator: boolean
  readonly stores: readonly string[]
  readonly importMethods: readonly string[]
  readonly otherCaller: boolean
  /** Whether it has a name and a password. */
  readonly otherAccount: boolean
  /** Whether data is held against the disk format that the image declares. */
  readonly inspectsFormats: boolean
  /** Whether images show their owner where their data lies. */
  readonly showsLocations: boolean
  /** Whether version 1 of the API is listed. */
  readonly v1: boolean
  /** Whether policy lets the caller use `/v2/tasks`. */
  readonly tasks: boolean
  /** Whether it is known where callers log in, and whether this one has what it takes. */
  readonly identity: boolean
  readonly login: boolean
}

const NO_UFORGE = 'this server does not serve UForge'

const NEEDS = {
  imageApi: (has: Capabilities) => (has.imageApi ? undefined : 'this server does not serve the Image API'),
  write: (has: Capabilities) => has.readOnly,
  authentication: (has: Capabilities) =>
    has.authentication ? undefined : 'this server asks nobody for a token, so no token is wrong',
  otherCaller: (has: Capabilities) => {
    if (!has.authentication) return 'this server does not tell callers apart'
    return has.otherCaller ? undefined : 'needs a caller of another project: --other-token or --other-os-cloud'
  },
  publish: (has: Capabilities) => (has.publishes ? undefined : 'the caller may not make images public'),
  administrator: (has: Capabilities) => (has.administrator ? undefined : 'the caller is not an administrator'),
  member: (has: Capabilities) =>
    has.administrator ? 'the caller is an administrator, to whom this is allowed' : undefined,
  oneStore: (has: Capabilities) =>
    has.stores.length === 0 ? undefined : `this server has several stores: ${has.stores.join(', ')}`,
  severalStores: (has: Capabilities) => (has.stores.length > 0 ? undefined : 'this server has one store'),
  importMethods: (has: Capabilities) =>
    has.importMethods.length > 0 ? undefined : 'this server has no import methods enabled',
  formatInspection: (has: Capabilities) =>
    has.inspectsFormats ? undefined : 'this server does not look into the data it is given',
  identity: (has: Capabilities) => {
    if (!has.authentication) return 'this server does not tell callers apart'
    return has.identity ? undefined : 'needs an identity service: --os-cloud, or a server that has one built in'
  },
  login: (has: Capabilities) => (has.login ? undefined : 'needs credentials to log in with: --os-cloud'),
  locations: (has: Capabilities) => (has.showsLocations ? undefined : 'this server does not show locations'),
  locationOperations: (has: Capabilities) =>
    has.versions.includes('v2.17') ? undefined : 'this server is older than v2.17, which brought the operations',
  v1: (has: Capabilities) => (has.v1 ? undefined : 'this server does not list version 1 of the API'),
  noV1: (has: Capabilities) => (has.v1 ? 'this server lists version 1 of the API' : undefined),
  tasks: (has: Capabilities) => (has.tasks ? undefined : 'the caller may not use tasks'),
  noTasks: (has: Capabilities) => (has.tasks ? 'the caller may use tasks' : undefined),
  uforgeStatus: (has: Capabilities) => (has.servesUForge ? undefined : NO_UFORGE),
  uforge: (has: Capabilities) => (has.servesUForge ? has.noUForgeAccount : NO_UFORGE),
  uforgeAccounts: (has: Capabilities) =>
    has.tellsAccountsApart || has.authentication ? undefined : 'this server does not tell callers of UForge apart',
  otherAccount: (has: Capabilities) =>
    has.otherAccount ? undefined : 'needs a name and a password of the second caller: --other-os-cloud',
  vitrine: (has: Capabilities) =>
    has.profile === 'vitrine' ? undefined : 'an extension of Vitrine, asked for with --profile vitrine',
} satisfies Record<string, (has: Capabilities) => string | undefined>

export type Need = keyof typeof NEEDS

export const unmetNeed = (needs: readonly Need[], has: Capabilities): string | undefined => {
  for (const need of needs) {
    const reason = NEEDS[need](has)
    if (reason !== undefined) return reason
  }
  return undefined
}

const newest = (versions: readonly string[]): string =>
  versions.toSorted((a, b) => Number(b.split('.')[1]) - Number(a.split('.')[1]))[0] ?? 'none'

const list = (text: string | undefined): string[] => (text ? text.split(',').filter(Boolean) : [])

const readOnly = (reason: string, administrator = false) => ({
  readOnly: reason,
  publishes: false,
  administrator,
  inspectsFormats: false,
  showsLocations: false,
  stores: [],
  importMethods: [],
})

const discoverWriting = async (target: Target, name: string, otherToken: string | undefined) => {
  const created = await target.post('/v2/images', { json: { name } })
  if (created.status !== 201) return readOnly(`the caller may not create images: ${created.status} ${created.reason}`)
  const { id, locations } = created.json()
  try {
    if (otherToken !== undefined) await assertStranger(target, id, otherToken)
    const type = { 'Content-Type': 'application/openstack-images-v2.1-json-patch' }
    const patch = (path: string, value: string) =>
      target.patch(`/v2/images/${id}`, { headers: type, body: JSON.stringify([{ op: 'replace', path, value }]) })
    return {
      readOnly: undefined,
      showsLocations: locations !== undefined,
      inspectsFormats: await refusesWrongFormat(target, id),
      publishes: (await patch('/visibility', 'public')).status === 200,
      // Last: an owner that changes takes the image away from a caller who is not one.
      administrator: (await patch('/owner', 'conformance-owner')).status === 200,
      stores: list(created.header('openstack-image-store-ids')),
      importMethods: list(created.header('openstack-image-import-methods')),
    }
  } finally {
    await target.delete(`/v2/images/${id}`)
  }
}

/** Nobody has shared this image, so whoever sees it cannot stand for those who do not. */
const assertStranger = async (target: Target, id: string, token: string): Promise<void> => {
  const { status } = await target.get(`/v2/images/${id}`, { token })
  if (status === 401) throw new Error('the server wants another token of the second caller')
  if (status === 200)
    throw new Error('the second caller is no stranger to the first: an administrator, or in the same project')
}

/** Text is no qcow2. */
const refusesWrongFormat = async (target: Target, id: string): Promise<boolean> => {
  const formats = [
    { op: 'replace', path: '/disk_format', value: 'qcow2' },
    { op: 'replace', path: '/container_format', value: 'bare' },
  ]
  const type = { 'Content-Type': 'application/openstack-images-v2.1-json-patch' }
  await target.patch(`/v2/images/${id}`, { headers: type, body: JSON.stringify(formats) })
  const data = { headers: { 'Content-Type': 'application/octet-stream' }, body: 'not a disk image' }
  return (await target.put(`/v2/images/${id}/file`, data)).status === 415
}

interface Settings {
  readonly profile: Profile
  readonly runId: string
  readonly otherToken: string | undefined
  readonly identity: IdentityAccess | undefined
  /** Who calls UForge. */
  readonly account: Account | undefined
  readonly otherAccount: Account | undefined
}

type Known = 'profile' | 'otherCaller' | 'otherAccount' | 'identity' | 'login'
type ImageFindings = Omit<Capabilities, keyof UForgeFindings | Known>

const discoverImages = async (
  target: Target,
  listed: readonly string[],
  { runId, otherToken }: Settings,
): Promise<ImageFindings> => {
  const versions = listed.filter((id) => id.startsWith('v2'))
  const anonymous = await target.get('/v2/images?limit=1', { token: null })
  const own = await target.get('/v2/images?limit=1')
  if (own.status !== 200)
    throw new Error(
      own.status === 401
        ? 'the server wants a token, or another one: --token or --os-cloud'
        : `GET /v2/images was answered ${own.status} ${own.reason}`,
    )
  const tasks = await target.get('/v2/tasks?limit=0')
  return {
    imageApi: true,
    version: newest(versions),
    versions,
    authentication: anonymous.status === 401,
    v1: listed.some((id) => id.startsWith('v1')),
    tasks: tasks.status === 200,
    ...(await discoverWriting(target, `conformance-${runId}-discovery`, otherToken)),
  }
}

const noImages = ({ administersUForge }: UForgeFindings): ImageFindings => ({
  imageApi: false,
  version: 'UForge alone',
  versions: [],
  authentication: false,
  v1: false,
  tasks: false,
  ...readOnly('this server does not serve the Image API', administersUForge),
})

/** Asks the server what it is. Throws when it looks neither like an Image service nor like UForge. */
export const discover = async (target: Target, settings: Settings): Promise<Capabilities> => {
  const { profile, otherToken, otherAccount, identity, account } = settings
  const root = await target.get('/versions')
  const entries = root.status === 200 ? root.json()?.versions : undefined
  const uforge = await discoverUForge(target, account)
  if (!Array.isArray(entries) && !uforge.servesUForge)
    throw new Error(`${target.url}/versions does not list versions: ${root.status} ${root.reason}`)
  const images = Array.isArray(entries)
    ? await discoverImages(
        target,
        entries.map((entry) => String(entry.id)),
        settings,
      )
    : noImages(uforge)
  return {
    profile,
    otherCaller: otherToken !== undefined,
    otherAccount: otherAccount !== undefined,
    identity: identity !== undefined,
    login: identity?.auth !== undefined,
    ...uforge,
    ...images,
  }
}
