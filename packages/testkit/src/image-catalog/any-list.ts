import {
  type Image,
  type ImageAttributes,
  type ImageCatalog,
  type ImageCondition,
  type ImageQuery,
  type ListScope,
  MEMBER_STATUSES,
  SORT_KEYS,
  type SortTerm,
  VISIBILITIES,
} from '@vitrine/core'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildImageAttributes, buildNewImage } from '../builders.ts'
import { type ConnectCatalog, insertActive, known, removed } from './connect.ts'
import { type ListedImage, modelPage } from './list-model.ts'

/** The same ones each time: a failure tells its query, which then belongs into a test of its own. */
const SEED = 20260102
const IMAGES = 80
const RUNS = 300

// Few values, so that ties and conditions that find something are common.
const NAMES = [null, '', 'a', 'B', '𝒜'] as const
const FORMATS = [null, 'raw', 'iso'] as const
const NUMBERS = [0, 1, 2] as const
const TAGS = ['x', 'y', 'z'] as const
const LONG = 'x'.repeat(100)
const VALUES = [null, '', 'red', `${LONG}1`, `${LONG}2`] as const
const TIMES = [0, 400, 999, 1000, 2500].map((offset) => new Date(Date.UTC(2026, 0, 1) + offset))
const PROJECTS = ['p', 'q', null] as const

const anyOf = fc.constantFrom

const attributes: fc.Arbitrary<Partial<ImageAttributes>> = fc.record({
  name: anyOf(...NAMES),
  visibility: anyOf(...VISIBILITIES),
  owner: anyOf(...PROJECTS),
  protected: fc.boolean(),
  hidden: anyOf(false, false, true),
  diskFormat: anyOf(...FORMATS),
  containerFormat: anyOf(...FORMATS),
  minDisk: anyOf(...NUMBERS),
  minRam: anyOf(...NUMBERS),
  tags: fc.subarray([...TAGS]),
  properties: fc.dictionary(anyOf('colour', '__proto__'), anyOf(...VALUES)),
})

const history = fc.record({
  created: attributes,
  at: anyOf(...TIMES),
  /** Undefined: no data. */
  data: fc.option(
    fc.record({ size: anyOf(...NUMBERS), checksum: anyOf('0a', '0b'), virtualSize: anyOf(null, ...NUMBERS) }),
    { nil: undefined },
  ),
  /** Undefined: never changed. */
  changed: fc.option(attributes, { nil: undefined }),
  changedAt: anyOf(...TIMES),
  /** What became of it in the end. */
  end: anyOf(undefined, undefined, undefined, 'killed', 'deleted'),
  endedAt: anyOf(...TIMES),
  /** Of project `p`. */
  memberStatus: fc.option(anyOf(...MEMBER_STATUSES), { nil: undefined }),
})
type History = typeof history extends fc.Arbitrary<infer T> ? T : never

const oneOf = <T extends string>(values: readonly T[]) => fc.array(anyOf(...values), { minLength: 1, maxLength: 3 })
const number = fc.record({
  operator: anyOf('eq', 'gte', 'lte'),
  number: anyOf(...NUMBERS),
  orNull: anyOf(undefined, undefined, true),
})
const time = fc.record({
  operator: anyOf('eq', 'neq', 'gt', 'gte', 'lt', 'lte'),
  time: anyOf(...TIMES, new Date(Date.UTC(2026, 0, 1, 0, 0, 1))),
})
const condition: fc.Arbitrary<ImageCondition> = fc.oneof(
  fc.record({ field: anyOf('name'), oneOf: oneOf(['', 'a', 'B', '𝒜', 'absent']) }),
  fc.record({ field: anyOf('status'), oneOf: oneOf(['active', 'queued', 'killed', 'deleted']) }),
  fc.record({ field: anyOf('disk_format', 'container_format'), oneOf: oneOf(['raw', 'iso', 'ami']) }),
  time.chain((fields) =>
    fc.record({ field: anyOf('created_at', 'updated_at') }).map((field) => ({ ...field, ...fields })),
  ),
  fc.record({ field: anyOf('changed_since'), time: anyOf(...TIMES) }),
  number.chain((fields) =>
    fc
      .record({ field: anyOf('size', 'virtual_size', 'min_disk', 'min_ram') })
      .map((field) => ({ ...field, ...fields })),
  ),
  fc.record({ field: anyOf('owner'), equals: anyOf('p', 'q', 'nobody') }),
  fc.record({ field: anyOf('checksum'), equals: anyOf('0a', '0b', '0c') }),
  fc.record({ field: anyOf('os_hash_algo'), equals: anyOf('sha512', 'sha256') }),
  fc.record({ field: anyOf('protected', 'os_hidden'), is: fc.boolean() }),
  fc.record({ field: anyOf('tag'), has: anyOf(...TAGS, 'absent') }),
  fc.record({
    field: anyOf('property'),
    name: anyOf('colour', '__proto__'),
    equals: anyOf('', 'red', `${LONG}1`, `${LONG}2`),
  }),
)

const direction = anyOf('asc', 'desc')
const sort: fc.Arbitrary<SortTerm[]> = fc
  .tuple(fc.array(fc.record({ key: anyOf(...SORT_KEYS), direction }), { maxLength: 2 }), direction)
  .map(([terms, last]) => [...terms, { key: 'created_at', direction: last }, { key: 'id', direction: last }])

const scope: fc.Arbitrary<ListScope> = fc.record({
  projectId: anyOf(...PROJECTS),
  everyone: fc.boolean(),
  othersCommunity: fc.boolean(),
  memberStatuses: fc.subarray([...MEMBER_STATUSES]),
  visibilities: fc.subarray([...VISIBILITIES]),
})

export function describeAnyList(connect: ConnectCatalog): void {
  let catalog: Awaited<ReturnType<ConnectCatalog>>
  let listed: ListedImage[]
  beforeAll(async () => {
    catalog = await connect()
    listed = []
    for (const one of fc.sample(history, { seed: SEED, numRuns: IMAGES })) listed.push(await live(catalog, one))
  })
  afterAll(() => catalog.close())

  test('shows what a model of the words of the port shows, page by page', async () => {
    const query = fc.record({
      scope,
      deleted: anyOf(undefined, undefined, 'too', 'only'),
      killed: fc.boolean(),
      conditions: fc.array(condition, { maxLength: 3 }),
      sort,
      limit: fc.integer({ min: 1, max: 9 }),
    })
    const begin = fc.option(anyOf(...listed), { nil: undefined })
    await fc.assert(
      fc.asyncProperty(query, begin, async (query, begin) => {
        const isMarker = begin && (query.deleted || begin.image.deletedAt === null)
        for (let marker = isMarker ? begin.image.id : undefined; ; ) {
          const page: ImageQuery = { ...query, ...(marker !== undefined && { marker }) }
          const images = await catalog.list(page)
          expect(images).toStrictEqual(modelPage(seenBy(query.scope, listed), page))
          if (images.length < query.limit) break
          marker = images.at(-1)?.id
        }
      }),
      { seed: SEED, numRuns: RUNS },
    )
  })

  test.each(['p', 'q'])('of %s adds up to what the project uses: no killed or deleted images', async (project) => {
    const used = listed
      .map(({ image }) => image)
      .filter(({ owner, status, deletedAt }) => owner === project && status !== 'killed' && deletedAt === null)
    const bytes = used.reduce((sum, { data }) => sum + (data?.size ?? 0), 0)
    expect(used.length).toBeGreaterThan(0)
    expect(await catalog.usageOf(project)).toStrictEqual({ images: used.length, bytes, reserved: 0, uploads: 0 })
  })
}

/** Only `p` is a member of anything. */
function seenBy({ projectId }: ListScope, listed: readonly ListedImage[]): ListedImage[] {
  return listed.map(({ image, memberStatus }) => ({
    image,
    memberStatus: projectId === 'p' ? memberStatus : undefined,
  }))
}

async function live(
  catalog: ImageCatalog,
  { created, at, data, changed, changedAt, memberStatus, end, endedAt }: History,
): Promise<ListedImage> {
  const image = buildNewImage({ ...created, createdAt: at })
  if (data === undefined) await catalog.insert(image)
  else await insertActive(catalog, { image, data, at })
  if (memberStatus !== undefined) {
    await catalog.addMember(image.id, { memberId: 'p' }, at, -1)
    await catalog.updateMember(image.id, 'p', memberStatus, at)
  }
  const before: Image = await known(catalog, image.id)
  if (changed) await catalog.update(image.id, before.revision, buildImageAttributes(changed), changedAt)
  const last = await known(catalog, image.id)
  if (end === 'deleted') return { image: await removed(catalog, last, endedAt), memberStatus: undefined }
  if (end === 'killed') await catalog.update(last.id, last.revision, last, endedAt, { status: end, data: null })
  return { image: await known(catalog, image.id), memberStatus }
}
