import type { Image, ImageCatalog, ImageQuery, NewImage } from '@vitrine/core'
import { VISIBILITIES } from '@vitrine/core'
import { afterEach, beforeEach } from 'vitest'
import { buildBlob, buildImageData, buildNewImage, keyOf } from '../builders.ts'

export type ConnectCatalog = () => Promise<ImageCatalog & { close(): Promise<void> }>

/** A fresh catalogue for each test. */
export function useCatalog(connect: ConnectCatalog): { readonly catalog: ImageCatalog } {
  let catalog: Awaited<ReturnType<ConnectCatalog>>
  beforeEach(async () => {
    catalog = await connect()
  })
  afterEach(() => catalog.close())
  return {
    get catalog() {
      return catalog
    },
  }
}

/** More than any test has: who walks beyond, walks in circles. */
const MOST_WALKED = 100

export const LATER = new Date('2026-01-02T03:05:06.789Z')
export const MUCH_LATER = new Date('2026-01-02T04:00:00.001Z')

/** Every image there is, newest first, unless told otherwise. */
export function buildQuery(overrides: Partial<ImageQuery> = {}): ImageQuery {
  return {
    scope: { projectId: null, everyone: true, othersCommunity: true, memberStatuses: [], visibilities: VISIBILITIES },
    conditions: [],
    sort: [
      { key: 'created_at', direction: 'desc' },
      { key: 'id', direction: 'desc' },
    ],
    limit: 1000,
    ...overrides,
  }
}

export async function insertActive(
  catalog: ImageCatalog,
  overrides: { image?: Partial<NewImage>; data?: Parameters<typeof buildImageData>[0]; at?: Date } = {},
): Promise<Image> {
  const image = buildNewImage(overrides.image)
  const data = buildImageData(overrides.data)
  const at = overrides.at ?? LATER
  await catalog.insert(image)
  await catalog.beginUpload(image.id, buildBlob(keyOf(data)), at)
  await catalog.completeUpload(image.id, keyOf(data), data, at)
  return known(catalog, image.id)
}

export async function known(catalog: ImageCatalog, id: string): Promise<Image> {
  const image = await catalog.find(id)
  if (image === undefined) throw new Error(`Image ${id} is not in the catalogue`)
  return image
}

/** Deletes the image, and answers what is left of it. */
export async function removed(catalog: ImageCatalog, { id, revision }: Image, at: Date): Promise<Image> {
  await catalog.delete(id, revision, at)
  const image = await catalog.findDeleted(id)
  if (image === undefined) throw new Error(`Nothing is left of image ${id}`)
  return image
}

/** Every page until an empty one. */
export async function walk(catalog: ImageCatalog, query: ImageQuery): Promise<Image[]> {
  const walked: Image[] = []
  for (;;) {
    const marker = walked.at(-1)?.id
    const page = await catalog.list(marker === undefined ? query : { ...query, marker })
    if (page.length === 0) return walked
    walked.push(...page)
    if (walked.length > MOST_WALKED) return walked
  }
}

export function countTrue(answers: readonly boolean[]): number {
  return answers.filter((answer) => answer).length
}

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

export async function doomedKeys(catalog: ImageCatalog, ...page: Parameters<ImageCatalog['listDoomed']>) {
  const blobs = await catalog.listDoomed(...page)
  return blobs.map(({ key }) => key)
}
