import type { OperationId } from './spec.ts'

/** Documented answers that nobody can bring about from outside, and why. */
export const UNPROVOKABLE: Partial<Record<OperationId, Readonly<Record<number, string>>>> = {
  listVersionsRoot: { 405: 'does not apply: the version list at the root answers every method' },
  showHealth: { 503: 'needs a server that is shutting down' },
  listImages: { 403: 'needs a policy under which a caller may not list images' },
  showImage: { 403: 'needs a policy under which a caller may not show images; the invisible ones are 404' },
  showMember: { 403: 'needs a policy under which a caller may not show members; for others they are 404' },
  deleteImage: { 409: 'needs a store that finds its data in use' },
  downloadImageData: {
    500: 'needs data that was lost behind the back of the server',
    503: 'needs a store that cannot be reached',
  },
  uploadImageData: {
    408: 'needs more patience than a test has: the time-out is the operator’s',
    500: 'needs a fault in the server',
    503: 'needs a store that cannot be written to',
  },
}
