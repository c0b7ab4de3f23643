import { type Image, MEMBER_STATUSES, SORT_KEYS, type SortKey, type SortTerm, VISIBILITIES } from '@vitrine/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildNewImage } from '../builders.ts'
import { buildQuery, type ConnectCatalog, insertActive, times, walk } from './connect.ts'
import { compareImages } from './list-model.ts'

/** Few values, so that ties are common; null first, then in the order they sort in (C33: by code point). */
const NAMES = [null, '', 'B', 'a', '｡', '𝒜']
const DISK_FORMATS = [null, 'qcow2', 'raw']
const CONTAINER_FORMATS = ['bare', null]
const IMAGES = 24

export function describeListOrder(connect: ConnectCatalog): void {
  let catalog: Awaited<ReturnType<ConnectCatalog>>
  let images: Image[]

  beforeAll(async () => {
    catalog = await connect()
    for (const index of times(IMAGES, (index) => index)) {
      const image = buildNewImage({
        name: NAMES[(index * 5) % NAMES.length] ?? null,
        diskFormat: DISK_FORMATS[index % DISK_FORMATS.length] ?? null,
        containerFormat: CONTAINER_FORMATS[index % CONTAINER_FORMATS.length] ?? null,
        visibility: VISIBILITIES[(index * 7) % VISIBILITIES.length] ?? 'private',
        owner: `project-${index % 2}`,
        createdAt: new Date(Date.UTC(2026, 0, 1) + ((index * 7) % 5)),
      })
      if (index % 4 === 0) await insertActive(catalog, { image, data: { size: index % 3 }, at: image.createdAt })
      else await catalog.insert(image)
    }
    images = await catalog.list(buildQuery())
  })
  afterAll(() => catalog.close())

  test.each(SORT_KEYS)(
    'pages sorted by %s, in any direction, then by any key show every image once, in order',
    async (first) => {
      for (const sort of sortsFrom(first)) {
        const walked = await walk(catalog, buildQuery({ sort, limit: 7 }))
        const want = images.toSorted((a, b) => compareImages(a, b, sort))
        expect(ids(walked), JSON.stringify(sort)).toStrictEqual(ids(want))
      }
    },
  )

  test('pages merge the own images of a project with those of others, in order', async () => {
    const memberStatuses = ['accepted', 'rejected'] as const
    const scope = { ...buildQuery().scope, projectId: 'project-1', everyone: false, memberStatuses }
    const isForeign = ({ owner, visibility }: Image) => owner !== 'project-1' && visibility === 'shared'
    const unseen: Image[] = []
    for (const [index, image] of images.filter(isForeign).entries()) {
      const status = MEMBER_STATUSES[index % MEMBER_STATUSES.length] ?? 'pending'
      await catalog.addMember(image.id, { memberId: 'project-1' }, new Date(), -1)
      await catalog.updateMember(image.id, 'project-1', status, new Date())
      if (status === 'pending') unseen.push(image)
    }
    const visible = images.filter((image) => !unseen.includes(image))
    expect(unseen.length).toBeGreaterThan(1)
    for (const sort of [...sortsFrom('name'), ...sortsFrom('created_at')]) {
      const walked = await walk(catalog, buildQuery({ scope, sort, limit: 3 }))
      expect(ids(walked), JSON.stringify(sort)).toStrictEqual(
        ids(visible.toSorted((a, b) => compareImages(a, b, sort))),
      )
    }
  })

  test('a page has at most as many images as its limit', async () => {
    expect(await catalog.list(buildQuery({ limit: 0 }))).toStrictEqual([])
    expect(ids(await catalog.list(buildQuery({ limit: 5 })))).toStrictEqual(ids(images.slice(0, 5)))
  })

  test('a listed image is the image that is found', async () => {
    for (const image of images) expect(await catalog.find(image.id)).toStrictEqual(image)
  })

  test('a marker need not be in the list itself', async () => {
    const [marker, ...rest] = images
    const conditions = [{ field: 'status', oneOf: ['active'] }] as const
    const query = buildQuery({ conditions, ...(marker && { marker: marker.id }) })
    expect(ids(await catalog.list(query))).toStrictEqual(ids(rest.filter(({ status }) => status === 'active')))
  })

  test('a marker that was never an image is refused', async () => {
    const query = buildQuery({ marker: buildNewImage().id })
    await expect(catalog.list(query)).rejects.toMatchObject({ code: 'queryInvalid' })
  })

  test('a marker that is deleted is refused', async () => {
    const { id, revision } = await catalog.insert(buildNewImage())
    await catalog.delete(id, revision, new Date())
    await expect(catalog.list(buildQuery({ marker: id }))).rejects.toMatchObject({ code: 'queryInvalid' })
  })
}

/** Both directions of the key, by itself and before every other, with the tie-breakers going either way. */
function sortsFrom(first: SortKey): SortTerm[][] {
  const directions = ['asc', 'desc'] as const
  const tie = (direction: 'asc' | 'desc'): SortTerm[] => [
    { key: 'created_at', direction },
    { key: 'id', direction },
  ]
  return directions.flatMap((direction) =>
    directions.flatMap((then) =>
      SORT_KEYS.map((second) => [{ key: first, direction }, { key: second, direction: then }, ...tie(then)]),
    ),
  )
}

function ids(images: readonly Image[]): string[] {
  return images.map(({ id }) => id)
}
