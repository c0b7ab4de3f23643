import type { ImageV1 } from '@vitrine/api-types'
import type { CaseContext } from './conformance-case.ts'
import type { ImageSource } from './image-source.ts'
import { answeredV1, createV1, type FieldsV1, RAW, updateV1 } from './images-v1.ts'
import { digest, someBytes, unknownId, waitForImage } from './requests.ts'
import type { Answer, RequestOptions, Target } from './target.ts'

/** Where a request has data from: it stays there, or is fetched. */
export const ORIGINS = {
  location: (url: string) => ({ 'x-image-meta-location': url }),
  copy: (url: string) => ({ 'x-glance-api-copy-from': url }),
} as const satisfies Record<string, (url: string) => Record<string, string>>
export type Origin = keyof typeof ORIGINS

/** Of data that no source has. */
export const OTHER_CHECKSUM = digest('md5', someBytes(10))

const from = (origin: Origin, url: string): RequestOptions => ({ headers: ORIGINS[origin](url) })

export const createFrom = (target: Target, origin: Origin, url: string, fields: FieldsV1 = {}): Promise<Answer> =>
  createV1(target, { ...RAW, ...fields }, undefined, from(origin, url))

export const updateFrom = (target: Target, id: string, origin: Origin, url: string, fields: FieldsV1 = {}) =>
  updateV1(target, id, fields, undefined, from(origin, url))

/** Until all of a copy is there, or none of it. */
export const waitForCopy = (target: Target, id: string) =>
  waitForImage(target, id, ({ status }) => status === 'active' || status === 'killed', 'copied, or killed')

/** Makes an image of what is there, as the answer says, and waits until all of it is taken, or none. */
export const makeFrom = async (
  { target, verify }: Pick<CaseContext, 'target' | 'verify'>,
  origin: Origin,
  url: string,
  fields?: FieldsV1,
): Promise<ImageV1> => {
  const answer = await createFrom(target, origin, url, fields)
  verify.status(answer, 201)
  const image = answeredV1(answer)
  await waitForCopy(target, image.id)
  return image
}

/** Images that the server lets this caller have from there; where it does not, the case ends. */
export const sourceFor = async (
  origin: Origin,
  { target, source, skip }: Pick<CaseContext, 'target' | 'source' | 'skip'>,
): Promise<ImageSource> => {
  const { url } = source.image('probe')
  const id = unknownId()
  const answer = await createFrom(target, origin, url, { id })
  if (answer.status !== 201) skip(`this server takes no ${origin} from ${new URL(url).origin}: ${answer.status}`)
  const { status } = await waitForCopy(target, id)
  return status === 'active' ? source : skip(`this server does not reach ${new URL(url).origin}`)
}
