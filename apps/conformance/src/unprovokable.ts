import type { OperationId } from './spec.ts'

const FOR_READERS = 'needs a caller who may see images and make none, and an image that it owns all the same'
const LIST_POLICY = 'needs a policy under which a caller may not list images'
const IN_USE = 'needs a store that finds its data in use'
const DATA_LOST = {
  500: 'needs data that was lost behind the back of the server',
  503: 'needs a store that cannot be reached',
} as const
/** What can happen to data on its way in, whatever the API. */
const UPLOAD = {
  408: 'needs more patience than a test has: the time-out is the operator’s',
  500: 'needs a fault in the server',
  503: 'needs a store that cannot be written to',
} as const
const UPLOAD_V1 = { ...UPLOAD, 410: 'needs a default store that takes no new data' } as const

/** Documented answers that nobody can bring about from outside, and why. */
export const UNPROVOKABLE: Partial<Record<OperationId, Readonly<Record<number, string>>>> = {
  listVersionsRoot: { 405: 'does not apply: the version list at the root answers every method' },
  showHealth: { 503: 'needs a server that is shutting down' },
  listImages: { 403: LIST_POLICY },
  showImage: { 403: 'needs a policy under which a caller may not show images; the invisible ones are 404' },
  showMember: { 403: 'needs a policy under which a caller may not show members; for others they are 404' },
  deleteImage: { 409: IN_USE },
  downloadImageData: DATA_LOST,
  downloadLinkedImageData: DATA_LOST,
  uploadImageData: UPLOAD,
  listImagesV1: { 403: LIST_POLICY },
  listImageDetailsV1: { 403: LIST_POLICY },
  createImageV1: UPLOAD_V1,
  updateImageV1: UPLOAD_V1,
  showImageMetadataV1: { 403: 'needs a policy under which a caller may not show images' },
  showImageV1: { 503: 'needs a store, or a place elsewhere, that cannot be reached' },
  deleteImageV1: { 409: IN_USE },
  replaceMembersV1: { 403: FOR_READERS },
  putMemberV1: { 403: FOR_READERS },
  removeMemberV1: { 403: FOR_READERS },
  showServiceStatus: { 404: 'needs a server that does not serve UForge, of which nothing of it is asked' },
  deleteMachineImage: { 409: IN_USE },
  deleteAllMachineImages: { 409: IN_USE },
}
