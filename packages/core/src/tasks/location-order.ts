import { type ClaimedDigests, inLowerCase } from '../images/claimed-digests.ts'
import type { NewTask, Task } from './task.ts'

/** Where the data of an image lies, perhaps with what it is known to be. */
export interface NewLocation {
  readonly url: string
  readonly digests?: ClaimedDigests | undefined
}

export interface LocationOrder extends NewLocation {
  readonly imageId: string
  /** md5 in lower-case hex, where that alone is known: version 1 says it so. */
  readonly checksum?: string | undefined
}

/** As the input of the task has it, by the names of the API. */
interface OrderInput {
  readonly image_id: string
  readonly loc_url: string
  readonly validation_data?:
    | { readonly os_hash_algo: string; readonly os_hash_value: string }
    | { readonly checksum: string }
}

/** What the task is started with. */
export function writeLocationOrder({
  imageId,
  url,
  digests,
  checksum,
}: LocationOrder): Pick<NewTask, 'type' | 'imageId' | 'input'> {
  const input: OrderInput = {
    image_id: imageId,
    loc_url: url,
    ...(digests && { validation_data: { os_hash_algo: digests.hashAlgorithm, os_hash_value: digests.hashValue } }),
    ...(checksum !== undefined && { validation_data: { checksum } }),
  }
  return { type: 'location_import', imageId, input: { ...input } }
}

export function readLocationOrder({ input }: Task): LocationOrder {
  // Nobody else makes such tasks.
  const { image_id: imageId, loc_url: url, validation_data: said } = input as unknown as OrderInput
  if (said && 'checksum' in said) return { imageId, url, checksum: said.checksum }
  const digests = said && inLowerCase({ hashAlgorithm: said.os_hash_algo, hashValue: said.os_hash_value })
  return { imageId, url, digests }
}
