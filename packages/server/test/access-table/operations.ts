import type { OperationId, operations } from '@vitrine/api-types'
import { ACCEPTED, CALLERS, type CallerKind, SHARER } from './callers.ts'
import { IMAGES, type ImageKind } from './images.ts'
import { isAdmin, knowsMember, lets, type Rule, sees } from './rights.ts'

type TagOf<Id extends OperationId> = (typeof operations)[Id]['tag']

/**
 * Operations that rules decide about, new ones too until they get a row. Schemas and discovery are the same for
 * everyone, the built-in identity knows no rules, UForge goes by whose something is, and links are for who has them.
 */
export type GovernedId = {
  [Id in OperationId]: TagOf<Id> extends Ungoverned ? never : Exclude<Id, 'downloadLinkedImageData'>
}[OperationId]
type Ungoverned = 'Discovery' | 'Schemas' | 'Identity' | `UForge ${string}`

export interface Attempt {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object | string
  readonly type?: string
  /** What an allowed caller gets; anything else is a mistake of the test. */
  expect(caller: CallerKind, image: ImageKind): number
}

const PATCH = 'application/openstack-images-v2.1-json-patch'
const ELSEWHERE = { url: 'https://images.example/debian' }
const IMPORT = { import_from: 'http://images.example/debian', import_from_format: 'raw', image_properties: {} }

const FORMATS_V1 = { 'x-image-meta-disk_format': 'raw', 'x-image-meta-container_format': 'bare' }
const DATA_V1 = { headers: FORMATS_V1, body: 'data', type: 'application/octet-stream' }
const COPY_V1 = { ...FORMATS_V1, 'x-glance-api-copy-from': ELSEWHERE.url }
const LOCATION_V1 = { ...FORMATS_V1, 'x-image-meta-location': ELSEWHERE.url }

/** 404 for what the caller does not see, then 403 for what it may not do, then what comes of it. */
function decide(rule: Rule, done: number | ((image: ImageKind) => number)): Attempt['expect'] {
  return (caller, image) => {
    if (!sees(caller, image)) return 404
    if (!lets(rule, caller, image)) return 403
    return typeof done === 'number' ? done : done(image)
  }
}

function decideMember(rule: Rule, done: number): Attempt['expect'] {
  return (caller, image) => {
    if (!sees(caller, image)) return 404
    if (!isShared(image)) return 403
    if (!lets('get_member', caller, image)) return 403
    if (!knowsMember(caller, ACCEPTED)) return 404
    return lets(rule, caller, image) ? done : 403
  }
}

/** Who has no say in sharing is told in v1 that there is nothing (404). */
function decideSharing(rule: Rule, done: number): Attempt['expect'] {
  return (caller, image) => {
    if (!sees(caller, image)) return 404
    if (lets(rule, caller, image)) return done
    return CALLERS[caller].projectId === IMAGES[image].owner ? 403 : 404
  }
}

function decideDownload(rule: Rule): Attempt['expect'] {
  return (caller, image) => {
    const may = decide(rule, IMAGES[image].status === 'queued' ? 204 : 200)(caller, image)
    return may === 200 && IMAGES[image].status === 'deactivated' && !isAdmin(caller) ? 403 : may
  }
}

const isShared = (image: ImageKind) => IMAGES[image].visibility === 'shared'

/** Nobody gets the data of an image that was taken out of use in v1. */
function decideDownloadV1(caller: CallerKind, image: ImageKind): number {
  const { status }: { status: string } = IMAGES[image]
  return decide('download_image', status === 'queued' ? 404 : status === 'deactivated' ? 403 : 200)(caller, image)
}

/** One attempt of each operation; several where the body decides which rule is asked. */
export const ATTEMPTS = {
  listImages: [{ expect: (caller) => (lets('get_images', caller) ? 200 : 403) }],
  createImage: [
    { body: {}, expect: (caller) => (lets('add_image', caller) ? 201 : 403) },
    { body: { visibility: 'community' }, expect: (caller) => (lets('add_image', caller) ? 201 : 403) },
    { body: { visibility: 'public' }, expect: (caller) => (lets('publicize_image', caller) ? 201 : 403) },
    { body: { owner: 'project-third' }, expect: (caller) => (isAdmin(caller) ? 201 : 403) },
  ],
  showImage: [{ expect: decide('get_image', 200) }],
  updateImage: [
    patch('/name', 'new', decide('modify_image', 200)),
    patch('/visibility', 'private', decide('modify_image', 200)),
    patch('/visibility', 'community', decide('communitize_image', 200)),
    patch('/visibility', 'public', (caller, image) => {
      // Who may change an image that is public may leave it so.
      const rule = IMAGES[image].visibility === 'public' ? 'modify_image' : 'publicize_image'
      return decide(rule, 200)(caller, image)
    }),
    {
      body: [{ op: 'add', path: '/locations/-', value: { ...ELSEWHERE, metadata: {} } }],
      type: PATCH,
      // There is nothing elsewhere.
      expect: decide('set_image_location', (image) => (IMAGES[image].status === 'deactivated' ? 409 : 400)),
    },
    {
      body: [{ op: 'remove', path: '/locations/0' }],
      type: PATCH,
      // An active image has one.
      expect: decide('delete_image_location', (image) => (IMAGES[image].status === 'active' ? 403 : 409)),
    },
    patch('/owner', 'project-third', (caller, image) => (sees(caller, image) ? (isAdmin(caller) ? 200 : 403) : 404)),
  ],
  deleteImage: [{ expect: decide('delete_image', 204) }],
  addTag: [{ path: { tag: 'new' }, expect: decide('modify_image', 204) }],
  deleteTag: [{ path: { tag: 'linux' }, expect: decide('modify_image', 204) }],
  deactivateImage: [{ expect: decide('deactivate', (image) => (IMAGES[image].status === 'queued' ? 403 : 204)) }],
  reactivateImage: [{ expect: decide('reactivate', (image) => (IMAGES[image].status === 'queued' ? 403 : 204)) }],
  uploadImageData: [
    {
      body: 'data',
      type: 'application/octet-stream',
      expect: decide('upload_image', (image) => (IMAGES[image].status === 'queued' ? 204 : 409)),
    },
  ],
  downloadImageData: [
    { expect: decideDownload('download_image') },
    { query: { prefer: 'other' }, expect: decideDownload('download_from_store') },
  ],
  listImageLinks: [{ expect: decide('get_image', 200) }],
  createImageLink: [
    {
      expect(caller, image) {
        const download = decideDownload('download_image')(caller, image)
        if (download >= 400) return download
        return IMAGES[image].status === 'active' ? 201 : 409
      },
    },
  ],
  // Whose links there are is not in the table.
  deleteImageLink: [{ path: { link_id: 'unknown' }, expect: () => 404 }],
  showImportInfo: [{ expect: () => 200 }],
  listStores: [{ expect: () => 200 }],
  listStoresDetail: [{ expect: (caller) => (lets('stores_info_detail', caller) ? 200 : 403) }],
  showUsage: [{ expect: () => 200 }],
  listImageLocations: [{ expect: decide('fetch_image_location', 200) }],
  addImageLocation: [
    {
      body: ELSEWHERE,
      expect(caller, image) {
        if (!sees(caller, image)) return 404
        if (IMAGES[image].status !== 'queued') return 409
        return lets('add_image_location', caller, image) ? 202 : 403
      },
    },
  ],
  listMembers: [
    {
      expect: (caller, image) =>
        sees(caller, image) && !isShared(image) ? 403 : decide('get_members', 200)(caller, image),
    },
  ],
  addMember: [
    {
      body: { member: 'project-third' },
      expect: (caller, image) =>
        sees(caller, image) && !isShared(image) ? 403 : decide('add_member', 200)(caller, image),
    },
  ],
  showMember: [
    {
      path: { member_id: ACCEPTED },
      expect: (caller, image) =>
        sees(caller, image) && isShared(image) ? decideMember('get_member', 200)(caller, image) : 404,
    },
  ],
  updateMember: [
    { path: { member_id: ACCEPTED }, body: { status: 'rejected' }, expect: decideMember('modify_member', 200) },
  ],
  removeMember: [{ path: { member_id: ACCEPTED }, expect: decideMember('delete_member', 204) }],
  listImagesV1: [{ expect: (caller) => (lets('get_images', caller) ? 200 : 403) }],
  listImageDetailsV1: [{ expect: (caller) => (lets('get_images', caller) ? 200 : 403) }],
  createImageV1: [
    { expect: (caller) => (lets('add_image', caller) ? 201 : 403) },
    {
      headers: { 'x-image-meta-is_public': 'true' },
      expect: (caller) => (lets('publicize_image', caller) ? 201 : 403),
    },
    { ...DATA_V1, expect: (caller) => (lets('upload_image', caller) ? 201 : 403) },
    { headers: COPY_V1, expect: (caller) => (lets('copy_from', caller) ? 201 : 403) },
    // There is nothing elsewhere.
    { headers: LOCATION_V1, expect: (caller) => (lets('set_image_location', caller) ? 400 : 403) },
  ],
  showImageMetadataV1: [{ expect: decide('get_image', 200) }],
  showImageV1: [{ expect: decideDownloadV1 }],
  updateImageV1: [
    { headers: { 'x-image-meta-name': 'new' }, expect: decide('modify_image', 200) },
    {
      headers: { 'x-image-meta-is_public': 'true' },
      expect: (caller, image) =>
        decide(IMAGES[image].visibility === 'public' ? 'modify_image' : 'publicize_image', 200)(caller, image),
    },
    { ...DATA_V1, expect: decide('modify_image', (image) => (IMAGES[image].status === 'queued' ? 200 : 409)) },
    {
      headers: COPY_V1,
      expect: (caller, image) =>
        IMAGES[image].status === 'queued'
          ? decide('copy_from', 200)(caller, image)
          : decide('modify_image', 400)(caller, image),
    },
    // There is nothing elsewhere, and only a queued image could have it.
    { headers: LOCATION_V1, expect: decide('modify_image', 400) },
  ],
  deleteImageV1: [{ expect: decide('delete_image', 200) }],
  listMembersV1: [{ expect: decide('get_members', 200) }],
  replaceMembersV1: [
    { body: { memberships: [{ member_id: 'project-third' }] }, expect: decideSharing('add_member', 204) },
  ],
  putMemberV1: [
    {
      path: { member_id: 'project-third' },
      expect(caller, image) {
        const mayShare = CALLERS[caller].projectId === SHARER && lets('modify_member', caller, image)
        return mayShare ? 204 : decideSharing('add_member', 204)(caller, image)
      },
    },
  ],
  removeMemberV1: [{ path: { member_id: ACCEPTED }, expect: decideSharing('delete_member', 204) }],
  listSharedImagesV1: [
    {
      path: { project_id: ACCEPTED },
      expect(caller) {
        const isItself = CALLERS[caller].projectId === ACCEPTED || isAdmin(caller)
        return isItself && lets('get_members', caller) ? 200 : 403
      },
    },
  ],
  listImageTasks: [{ expect: decide('get_image', 200) }],
  listTasks: [{ expect: decideTask('get_tasks', 200) }],
  createTask: [{ body: { type: 'import', input: IMPORT }, expect: decideTask('add_task', 201) }],
  showTask: [{ path: { task_id: 'unknown' }, expect: decideTask('get_task', 404) }],
  deleteTask: [{ path: { task_id: 'unknown' }, expect: decideTask('modify_task', 405) }],
} satisfies Record<GovernedId, Attempt[]>

function decideTask(rule: Rule, done: number): Attempt['expect'] {
  return (caller) => (lets('tasks_api_access', caller) && lets(rule, caller) ? done : 403)
}

function patch(path: string, value: string, expect: Attempt['expect']): Attempt {
  return { body: [{ op: 'replace', path, value }], type: PATCH, expect }
}
