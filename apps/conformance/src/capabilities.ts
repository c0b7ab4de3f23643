import type { Profile } from './config.ts'
import type { IdentityAccess } from './identity.ts'
import type { Target } from './target.ts'

/** What could be learned of the server and the callers before the first case. */
export interface Capabilities {
  readonly profile: Profile
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

const NEEDS = {
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

const discoverWriting = async (target: Target, name: string, otherToken: string | undefined) => {
  const created = await target.post('/v2/images', { json: { name } })
  if (created.status !== 201) {
    const reason = `the caller may not create images: ${created.status} ${created.reason}`
    return {
      readOnly: reason,
      publishes: false,
      administrator: false,
      inspectsFormats: false,
      showsLocations: false,
      stores: [],
      importMethods: [],
    }
  }
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

/** Asks the server what it is. Throws when it does not look like an Image service at all. */
export const discover = async (
  target: Target,
  settings: { profile: Profile; runId: string; otherToken: string | undefined; identity: IdentityAccess | undefined },
): Promise<Capabilities> => {
  const root = await target.get('/versions')
  const entries = root.status === 200 ? root.json()?.versions : undefined
  if (!Array.isArray(entries))
    throw new Error(`${target.url}/versions does not list versions: ${root.status} ${root.reason}`)
  const listed = entries.map((entry) => String(entry.id))
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
    profile: settings.profile,
    version: newest(versions),
    versions,
    authentication: anonymous.status === 401,
    otherCaller: settings.otherToken !== undefined,
    identity: settings.identity !== undefined,
    login: settings.identity?.auth !== undefined,
    v1: listed.some((id) => id.startsWith('v1')),
    tasks: tasks.status === 200,
    ...(await discoverWriting(target, `conformance-${settings.runId}-discovery`, settings.otherToken)),
  }
}
