import { ApiError, type ImageClient, type ImageQuery, type ImageRecord } from '@vitrine/client'
import { Failure } from './failure.ts'

/** The image of this id, or the only one of this name in the lists that `query` asks for. */
export async function findImage(
  { images }: ImageClient,
  idOrName: string,
  signal: AbortSignal,
  query: ImageQuery = {},
): Promise<ImageRecord> {
  const refusal = await images.show(idOrName, { signal }).catch((error: unknown) => {
    if (error instanceof ApiError && (error.status === 404 || error.status === 400)) return error
    throw error
  })
  if (!(refusal instanceof ApiError)) return refusal
  const found: ImageRecord[] = []
  // Lists leave hidden images out unless asked for them.
  for (const os_hidden of [false, true]) {
    for await (const image of images.list({ ...query, name: exactly(idOrName), os_hidden }, { signal }))
      found.push(image)
  }
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
