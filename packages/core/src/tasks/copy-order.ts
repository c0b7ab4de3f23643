import type { NewTask, Task } from './task.ts'

/** From where an image is to get its data. */
export interface CopyOrder {
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
}

/** What the task is started with. */
export function writeCopyOrder({ imageId, url, store }: CopyOrder): Pick<NewTask, 'type' | 'imageId' | 'input'> {
  const input: OrderInput = {
    image_id: imageId,
    import_req: { method: { name: 'copy_from', uri: url }, ...(store !== undefined && { stores: [store] }) },
  }
  return { type: 'api_image_import', imageId, input: { ...input } }
}

export function readCopyOrder({ input }: Task): CopyOrder {
  // Nobody else makes such tasks.
  const {
    image_id: imageId,
    import_req: { method, stores },
  } = input as unknown as OrderInput
  return { imageId, url: method.uri, store: stores?.[0] }
}
