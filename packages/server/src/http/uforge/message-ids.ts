import { Problem, type ProblemCode } from '@vitrine/core'
import { DocumentRefused, type RefusalReason } from '@vitrine/uforge-xml'

/** Dotted words in lower case. */
type MessageId = `${Lowercase<string>}.${Lowercase<string>}`

/** The words by which programs know why a request was refused. They stay the same, whatever the message says. */
const OF_PROBLEMS = {
  apiKeyNotFound: 'apikey.unknown',
  applianceNotFound: 'appliance.unknown',
  attributeInvalid: 'value.invalid',
  attributeReadOnly: 'value.readonly',
  attributeReserved: 'value.reserved',
  checksumMismatch: 'data.checksum',
  conversionFailed: 'conversion.failed',
  converterMissing: 'converter.missing',
  declaredTooLarge: 'image.size',
  digestConflict: 'digest.conflict',
  downloadLinkInvalid: 'downloadid.refused',
  downloadLinkNotFound: 'link.unknown',
  forbidden: 'access.denied',
  formatMismatch: 'format.mismatch',
  formatsMissing: 'format.missing',
  generationCancelled: 'generation.cancelled',
  generationFailed: 'generation.failed',
  generationOver: 'generation.over',
  generationUnfinished: 'generation.unfinished',
  identityNotFound: 'user.unknown',
  identityUnavailable: 'identity.unavailable',
  imageDataLost: 'data.lost',
  imageGone: 'image.gone',
  imageIdTaken: 'image.taken',
  imageNotFound: 'image.unknown',
  imageProtected: 'image.protected',
  imageTooLarge: 'image.size',
  locationInvalid: 'location.invalid',
  loginRefused: 'login.refused',
  machineImageNotFound: 'machineimage.unknown',
  machineImageNotPacked: 'machineimage.uncompressed',
  memberExists: 'member.taken',
  memberNotFound: 'member.unknown',
  nameTaken: 'name.taken',
  osProfileMissing: 'osprofile.missing',
  patchInvalid: 'patch.invalid',
  propertyConflict: 'property.conflict',
  queryInvalid: 'query.invalid',
  quotaExceeded: 'quota.exceeded',
  rangeInvalid: 'range.invalid',
  rangeUnsatisfiable: 'range.outside',
  singleStore: 'store.single',
  sizeMismatch: 'data.size',
  sourceImageUnusable: 'source.unusable',
  sourceUnavailable: 'source.unavailable',
  statusConflict: 'status.conflict',
  storeFull: 'store.full',
  storeReadOnly: 'store.readonly',
  storeUnavailable: 'store.unavailable',
  storeUnknown: 'store.unknown',
  tagNotFound: 'tag.unknown',
  targetFormatMissing: 'targetformat.missing',
  targetFormatUnknown: 'targetformat.unknown',
  taskGivenUp: 'task.ended',
  taskNotFound: 'task.unknown',
  unauthenticated: 'login.required',
  updateConflict: 'update.conflict',
  uploadAborted: 'upload.aborted',
  uploadIdle: 'upload.idle',
  urlRefused: 'url.refused',
} as const satisfies Record<ProblemCode, MessageId>

const OF_DOCUMENTS = {
  malformed: 'body.malformed',
  doctype: 'body.doctype',
  tooLarge: 'body.size',
  tooDeep: 'body.depth',
  wrongRoot: 'body.root',
  wrongValue: 'body.value',
} as const satisfies Record<RefusalReason, MessageId>

/** Of what concerns the request itself. */
const OF_STATUSES = new Map<number, MessageId>([
  [400, 'request.invalid'],
  [403, 'access.denied'],
  [404, 'path.unknown'],
  [405, 'method.unknown'],
  [406, 'accept.unknown'],
  [408, 'body.late'],
  [413, 'body.size'],
  [415, 'body.type'],
  [429, 'attempts.exceeded'],
  [503, 'server.stopping'],
])

const FAILED = 'server.failed'

/** All that there are. */
export const MESSAGE_IDS: ReadonlySet<string> = new Set([
  ...Object.values(OF_PROBLEMS),
  ...Object.values(OF_DOCUMENTS),
  ...OF_STATUSES.values(),
  FAILED,
])

export function messageIdOf(error: unknown, status: number): MessageId {
  if (error instanceof Problem) return OF_PROBLEMS[error.code]
  if (error instanceof DocumentRefused) return OF_DOCUMENTS[error.reason]
  return OF_STATUSES.get(status) ?? FAILED
}
