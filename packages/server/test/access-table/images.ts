import { type ImageCatalog, type ImageQuery, type ImageStatus, type NewImage, VISIBILITIES } from '@vitrine/core'
import { buildBlob, buildImageData, buildNewImage, keyOf } from '@vitrine/testkit'
import { ACCEPTED, OWNER, PENDING, SHARER } from './callers.ts'

interface ImageFacts extends Pick<NewImage, 'visibility' | 'owner'> {
  readonly status: ImageStatus
}

/** Every kind of image that rules tell apart. Each is shared with the same projects, which counts while it is `shared`. */
export const IMAGES = {
  private: { visibility: 'private', owner: OWNER, status: 'active' },
  shared: { visibility: 'shared', owner: OWNER, status: 'active' },
  community: { visibility: 'community', owner: OWNER, status: 'active' },
  public: { visibility: 'public', owner: OWNER, status: 'active' },
  'deactivated, private': { visibility: 'private', owner: OWNER, status: 'deactivated' },
  'deactivated, public': { visibility: 'public', owner: OWNER, status: 'deactivated' },
  'queued, shared': { visibility: 'shared', owner: OWNER, status: 'queued' },
  'private, of nobody': { visibility: 'private', owner: null, status: 'active' },
  'public, of nobody': { visibility: 'public', owner: null, status: 'active' },
} satisfies Record<string, ImageFacts>

export type ImageKind = keyof typeof IMAGES
export const IMAGE_KINDS = Object.keys(IMAGES) as ImageKind[]

/** Puts an image of this kind into the catalogue; its data has no bytes, so that no store is asked for them. */
export async function insertImage(catalog: ImageCatalog, kind: ImageKind): Promise<string> {
  const { visibility, owner, status } = IMAGES[kind]
  const { id } = await catalog.insert(buildNewImage({ visibility, owner, diskFormat: 'raw' }))
  const at = new Date()
  if (status !== 'queued') {
    const data = buildImageData({ size: 0 })
    await catalog.beginUpload(id, buildBlob(keyOf(data)), at)
    await catalog.completeUpload(id, keyOf(data), data, at)
  }
  if (status === 'deactivated') await catalog.moveStatus(id, 'active', status, at)
  await catalog.addMember(id, { memberId: PENDING }, at, -1)
  await catalog.addMember(id, { memberId: ACCEPTED }, at, -1)
  await catalog.updateMember(id, ACCEPTED, 'accepted', at)
  await catalog.putMember(id, { memberId: SHARER, canShare: true }, at, -1)
  return id
}

/** All that is recorded of an image. */
export async function recordOf(catalog: ImageCatalog, id: string): Promise<string> {
  return JSON.stringify([await catalog.find(id), await catalog.listMembers(id)])
}

const EVERY_IMAGE = {
  scope: { projectId: null, everyone: true, othersCommunity: true, memberStatuses: [], visibilities: VISIBILITIES },
  conditions: [],
  sort: [
    { key: 'created_at', direction: 'desc' },
    { key: 'id', direction: 'desc' },
  ],
  limit: 1_000_000,
} satisfies ImageQuery

export async function countImages(catalog: ImageCatalog): Promise<number> {
  return (await catalog.list(EVERY_IMAGE)).length
}
