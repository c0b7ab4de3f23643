import type { SaidOfData } from '../images/said-of-data.ts'
import type { NewTask, Task } from './task.ts'

/** From where an image is to get its data, and what is said of that. */
export interface CopyOrder extends SaidOfData {
  readonly imageId: string
  readonly url: string
  /** Id of the store that is to have it; the default one when left out. */
  readonly store?: string | undefined
}

/** As the input of the task has it, by the names of the API. */
interface OrderInput {
  readonly image_id: string
  readonly import_req: {
    readonly method: { readonly name: 'copy_from'; readonly uri: string }
    readonly stores?: readonly [string]
  }
  readonly validation_data?: SaidOfData
}

/** What the task is started with. */
export function writeCopyOrder({
  imageId,
  url,
  store,
  size,
  checksum,
}: CopyOrder): Pick<NewTask, 'type' | 'imageId' | 'input'> {
  const said = { ...(size !== undefined && { size }), ...(checksum !== undefined && { checksum }) }
  const input: OrderInput = {
    image_id: imageId,
    import_req: { method: { name: 'copy_from', uri: url }, ...(store !== undefined && { stores: [store] }) },
    ...(Object.keys(said).length > 0 && { validation_data: said }),
  }
  return { type: 'api_image_import', imageId, input: { ...input } }
}

export function readCopyOrder({ input }: Task): CopyOrder {
  // Nobody else makes such tasks.
  const {
    image_id: imageId,
    import_req: { method, stores },
    validation_data: said,
  } = input as unknown as OrderInput
  return { imageId, url: method.uri, store: stores?.[0], ...said }
}
