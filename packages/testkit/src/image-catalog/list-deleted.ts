import { type Image, type ListScope, type NewImage, SORT_KEYS, VISIBILITIES } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildNewImage } from '../builders.ts'
import {
  buildQuery,
  type ConnectCatalog,
  insertActive,
  LATER,
  MUCH_LATER,
  removed,
  times,
  useCatalog,
  walk,
} from './connect.ts'
import { compareImages } from './list-model.ts'

const DIRECTIONS = ['asc', 'desc'] as const
const NOBODY: ListScope = {
  projectId: null,
  everyone: false,
  othersCommunity: false,
  memberStatuses: [],
  visibilities: VISIBILITIES,
}
const after = (time: Date, milliseconds: number) => new Date(time.getTime() + milliseconds)

/** Lists that look back. */
export function describeListDeleted(connect: ConnectCatalog): void {
  const context = useCatalog(connect)
  const insert = (overrides: Partial<NewImage> = {}) => context.catalog.insert(buildNewImage(overrides))
  const insertDeleted = async (overrides: Partial<NewImage> = {}, at = LATER) =>
    removed(context.catalog, await insert(overrides), at)

  test('deleted images are listed beside the others, or alone, as they are found', async () => {
    const living = await insert({ createdAt: LATER })
    const deleted = await insertDeleted()
    expect(await context.catalog.list(buildQuery())).toStrictEqual([living])
    expect(await context.catalog.list(buildQuery({ deleted: 'too' }))).toStrictEqual([living, deleted])
    expect(await context.catalog.list(buildQuery({ deleted: 'only' }))).toStrictEqual([deleted])
  })

  test.each<{ who: string; scope: Partial<ListScope>; want: string[] }>([
    {
      who: 'a member: those of the project, and public ones',
      scope: { projectId: 'mine' },
      want: ['mine community', 'mine private', 'mine public', 'mine shared', 'theirs public'],
    },
    { who: 'a caller without project: public ones', scope: {}, want: ['mine public', 'theirs public'] },
    {
      who: 'an administrator: all but community ones',
      scope: { everyone: true },
      want: ['mine private', 'mine public', 'mine shared', 'theirs private', 'theirs public', 'theirs shared'],
    },
    {
      who: 'an administrator who asks for some',
      scope: { everyone: true, othersCommunity: true, visibilities: ['community', 'private'] },
      want: ['mine community', 'mine private', 'theirs community', 'theirs private'],
    },
  ])('of $who', async ({ scope, want }) => {
    for (const owner of ['mine', 'theirs']) {
      for (const visibility of VISIBILITIES) await insertDeleted({ owner, visibility, name: `${owner} ${visibility}` })
    }
    for (const deleted of ['too', 'only'] as const) {
      const listed = await context.catalog.list(buildQuery({ scope: { ...NOBODY, ...scope }, deleted }))
      expect(listed.map(({ name }) => name).sort()).toStrictEqual(want)
    }
  })

  test('nobody else’s that was shared', async () => {
    const image = await insert({ owner: 'theirs' })
    await context.catalog.addMember(image.id, { memberId: 'mine' }, LATER, -1)
    await context.catalog.updateMember(image.id, 'mine', 'accepted', LATER)
    const scope: ListScope = { ...NOBODY, projectId: 'mine', memberStatuses: ['accepted'] }
    expect(await context.catalog.list(buildQuery({ scope, deleted: 'too' }))).toStrictEqual([image])
    await removed(context.catalog, image, LATER)
    expect(await context.catalog.list(buildQuery({ scope, deleted: 'too' }))).toStrictEqual([])
  })

  test('are found by tags and properties of any characters', async () => {
    const texts = [`"' or 1=1`, 'x" \'?$1\\', '["a"]', '{"a":1}', '$.a', '', '\n', 'e\u0301', '𝒜😀', '__proto__']
    for (const text of texts) {
      const image = await insertDeleted({ tags: [text, 'x'].sort(), properties: { [text]: text, x: null } })
      for (const condition of [
        { field: 'tag', has: text },
        { field: 'property', name: text, equals: text },
      ] as const) {
        const query = buildQuery({ deleted: 'only', conditions: [condition] })
        expect(await context.catalog.list(query), text).toStrictEqual([image])
      }
    }
  })

  test('what changed since a millisecond is what was made, changed or deleted in it or later', async () => {
    const { catalog } = context
    for (const offset of [-1, 0, 1]) {
      const at = after(LATER, offset)
      await insert({ name: `made ${offset}`, createdAt: at })
      const image = await insert({ name: `changed ${offset}` })
      await catalog.update(image.id, image.revision, image, at)
      await insertDeleted({ name: `deleted ${offset}` }, at)
    }
    const conditions = [{ field: 'changed_since', time: LATER }] as const
    const namesOf = async (deleted?: 'too' | 'only') =>
      (await catalog.list(buildQuery({ conditions, deleted }))).map(({ name }) => name).sort()
    const [changed, gone, made] = [
      ['changed 0', 'changed 1'],
      ['deleted 0', 'deleted 1'],
      ['made 0', 'made 1'],
    ]
    expect(await namesOf()).toStrictEqual([...changed, ...made])
    expect(await namesOf('only')).toStrictEqual(gone)
    expect(await namesOf('too')).toStrictEqual([...changed, ...gone, ...made])
  })

  test.each(SORT_KEYS)('pages sorted by %s have every image once, in order, deleted or not', async (key) => {
    const { catalog } = context
    const images: Image[] = []
    for (const index of times(15, (index) => index)) {
      const image = buildNewImage({
        name: [null, 'a', 'b'][index % 3] ?? null,
        diskFormat: [null, 'raw'][index % 2] ?? null,
        visibility: VISIBILITIES[index % VISIBILITIES.length] ?? 'private',
        createdAt: after(LATER, (index * 7) % 5),
      })
      const active = await insertActive(catalog, { image, data: { size: index % 3 }, at: image.createdAt })
      images.push(index % 5 < 3 ? await removed(catalog, active, after(MUCH_LATER, index % 4)) : active)
    }
    for (const first of DIRECTIONS) {
      for (const direction of DIRECTIONS) {
        const sort = [
          { key, direction: first },
          { key: 'created_at', direction },
          { key: 'id', direction },
        ] as const
        for (const deleted of ['too', 'only'] as const) {
          const want = images
            .filter(({ deletedAt }) => deleted === 'too' || deletedAt !== null)
            .toSorted((a, b) => compareImages(a, b, sort))
          expect(await walk(catalog, buildQuery({ sort, limit: 4, deleted }))).toStrictEqual(want)
        }
      }
    }
  })

  test('a page of deleted images has at most as many as its limit', async () => {
    await insertDeleted()
    const newer = await insertDeleted({ createdAt: LATER })
    expect(await context.catalog.list(buildQuery({ deleted: 'too', limit: 1 }))).toStrictEqual([newer])
    expect(await context.catalog.list(buildQuery({ deleted: 'too', limit: 0 }))).toStrictEqual([])
  })

  test('a list that has deleted images goes on after a deleted one, or after any other; no other list does', async () => {
    const { catalog } = context
    const [deleted, last] = [await insertDeleted({ createdAt: LATER }), await insertDeleted()]
    const living = await insert({ createdAt: MUCH_LATER })
    for (const query of [buildQuery({ deleted: 'too' }), buildQuery({ deleted: 'only' })]) {
      expect(await catalog.list({ ...query, marker: deleted.id })).toStrictEqual([last])
      expect(await catalog.list({ ...query, marker: living.id })).toStrictEqual([deleted, last])
      const unknown = { ...query, marker: buildNewImage().id }
      await expect(catalog.list(unknown)).rejects.toMatchObject({ code: 'queryInvalid' })
    }
    await expect(catalog.list(buildQuery({ marker: last.id }))).rejects.toMatchObject({ code: 'queryInvalid' })
  })

  test('an image that is deleted after its page still marks where the next one begins', async () => {
    const { catalog } = context
    const [first, second] = [await insert({ createdAt: MUCH_LATER }), await insert({ createdAt: LATER })]
    const query = buildQuery({ deleted: 'too', limit: 1 })
    expect(await catalog.list(query)).toStrictEqual([first])
    await removed(catalog, first, MUCH_LATER)
    expect(await catalog.list({ ...query, marker: first.id })).toStrictEqual([second])
  })
}
