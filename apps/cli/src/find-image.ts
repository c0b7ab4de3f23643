import { ApiError, type ImageClient, type ImageQuery, type ImageRecord, type ImageV1 } from '@vitrine/client'
import { Failure } from './failure.ts'

/** The image of this id, or the only one of this name in the lists that `query` asks for. */
export function findImage(
  { images }: ImageClient,
  idOrName: string,
  signal: AbortSignal,
  query: ImageQuery = {},
): Promise<ImageRecord> {
  return find(idOrName, {
    show: () => images.show(idOrName, { signal }),
    async *named() {
      // Lists leave hidden images out unless asked for them.
      for (const os_hidden of [false, true]) {
        yield* images.list({ ...query, name: exactly(idOrName), os_hidden }, { signal })
      }
    },
  })
}

/** The same by version 1 of the API, which has no hidden images in its lists. */
export function findImageV1({ v1 }: ImageClient, idOrName: string, signal: AbortSignal): Promise<ImageV1> {
  return find(idOrName, {
    show: () => v1.images.show(idOrName, { signal }),
    // Of all images there are, which is for administrators; others get those that they see.
    named: () => v1.images.list({ name: idOrName, is_public: 'None' }, { signal }),
  })
}

interface Places<T> {
  show(): Promise<T>
  named(): AsyncIterable<T>
}

async function find<T extends { readonly id: string }>(idOrName: string, { show, named }: Places<T>): Promise<T> {
  const refusal = await show().catch((error: unknown) => {
    if (error instanceof ApiError && (error.status === 404 || error.status === 400)) return error
    throw error
  })
  if (!(refusal instanceof ApiError)) return refusal
  const found: T[] = []
  for await (const image of named()) found.push(image)
  const [image, ...others] = found
  if (image === undefined) throw new Failure(`There is no image with the id or name '${idOrName}'`)
  if (others.length > 0) {
    throw new Failure(
      `${found.length} images are named '${idOrName}', so use an id:\n${found.map(({ id }) => id).join('\n')}`,
    )
  }
  return image
}

/** A filter for this very text, which may look like an operator (`in:…`) or a list. */
export function exactly(text: string): string {
  if (!/[:,"]/.test(text)) return text
  return text.includes('"') ? `eq:${text}` : `in:"${text}"`
}
