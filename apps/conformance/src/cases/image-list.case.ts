import { conformanceCase } from '../conformance-case.ts'
import { allPages, ids, list, makeGroup } from '../image-lists.ts'
import { imagePath, unknownId } from '../requests.ts'
import { quirk } from '../verify.ts'

conformanceCase(
  {
    id: 'image-list.contains',
    title: 'A new image is listed as it is shown',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { query, images } = await makeGroup(resources, [{ tags: ['x'] }])
    const answer = await target.get(`/v2/images?${query}`)
    verify.status(answer, 200)
    verify.equal('the images', list(answer).images, images)
    verify.equal('schema', list(answer).schema, '/v2/schemas/images')
  },
)

conformanceCase(
  {
    id: 'image-list.body-ignored',
    title: 'A body is ignored',
    operation: 'listImages',
    status: 200,
  },
  async ({ target, verify }) => {
    verify.status(await target.get('/v2/images?limit=1', { body: '{}' }), 200)
  },
)

conformanceCase(
  {
    id: 'image-list.pages',
    title: 'Pages lead through all images, each once',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const group = await makeGroup(resources, [{}, {}, {}, {}, {}])
    const pages = await allPages(target, `/v2/images?${group.query}&limit=2`)
    const found = pages.flatMap(ids)
    verify.equal('the ids on all pages', found.toSorted(), group.ids.toSorted())
    const [first] = pages
    if (!first) return
    verify.that(/^\/v2\/images\?/.test(list(first).next ?? ''), 'next is not a path on this host', {
      actual: list(first).next ?? 'nothing',
    })
    verify.that(list(first).first.includes('limit=2'), 'first does not repeat the query', { actual: list(first).first })
    const second = pages[1]
    if (second)
      verify.that(!list(second).first.includes('marker='), 'first has a marker', { actual: list(second).first })
  },
)

conformanceCase(
  {
    id: 'image-list.last-page',
    title: 'next is there only when something follows',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { query } = await makeGroup(resources, [{}, {}])
    const partly = list(await target.get(`/v2/images?${query}&limit=3`))
    verify.equal('next of a page that is not full', partly.next, undefined)
    const exactly = list(await target.get(`/v2/images?${query}&limit=2`))
    verify.equal('next of the last page, which is full', exactly.next, undefined, 'C21')
  },
)

conformanceCase(
  {
    id: 'image-list.limit-zero',
    title: 'A limit of 0 is an empty page',
    operation: 'listImages',
    status: 200,
  },
  async ({ target, verify }) => {
    const answer = await target.get('/v2/images?limit=0')
    verify.status(answer, 200)
    verify.equal('the images', list(answer).images, [])
  },
)

conformanceCase(
  {
    id: 'image-list.limit-default',
    title: 'A page has at most 25 images unless asked for more',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify, skip }) => {
    const group = await makeGroup(
      resources,
      Array.from({ length: 26 }, () => ({})),
    )
    const answer = await target.get(`/v2/images?${group.query}`)
    verify.status(answer, 200)
    const { length } = list(answer).images
    if (length !== 25) skip(`the operator’s default page has ${length} images or more`)
    verify.that(list(answer).next !== undefined, 'next is missing')
    const larger = await target.get(`/v2/images?${group.query}&limit=5000`)
    verify.equal('the number of images with a limit above the maximum', list(larger).images.length, 26)
  },
)

for (const [name, query] of [
  ['limit-negative', 'limit=-1'],
  ['limit-text', 'limit=many'],
  ['limit-fraction', 'limit=1.5'],
  ['limit-empty', 'limit='],
  ['marker-unknown', `marker=${unknownId()}`],
  ['marker-text', 'marker=nothing'],
  ['sort-key', 'sort_key=colour'],
  ['sort-key-owner', 'sort_key=owner'],
  ['sort-dir', 'sort_dir=up'],
  ['sort', 'sort=colour'],
  ['sort-direction', 'sort=name:up'],
  ['sort-both-forms', 'sort=name&sort_key=id'],
  ['sort-both-forms-dir', 'sort=name&sort_dir=asc'],
  ['sort-dir-count', 'sort_key=name&sort_key=id&sort_key=size&sort_dir=asc&sort_dir=desc'],
  ['visibility', 'visibility=secret'],
  ['member-status', 'member_status=perhaps'],
  ['os-hidden', 'os_hidden=perhaps'],
  ['protected', 'protected=perhaps'],
  ['protected-case', 'protected=True'],
  ['name-quotes', 'name=in:a%22b'],
  ['created-at', 'created_at=yesterday'],
  ['created-at-operator', 'created_at=about:2026-01-01T00:00:00Z'],
  ['updated-at', 'updated_at=gt:soon'],
  ['size-min', 'size_min=large'],
  ['size-max', 'size_max=1.5'],
  ['changes-since', 'changes-since=2026-01-01T00:00:00Z'],
] as const)
  conformanceCase(
    {
      id: `image-list.refused.${name}`,
      title: `The query ${query} is refused`,
      operation: 'listImages',
      status: 400,
    },
    async ({ target, verify }) => {
      verify.status(await target.get(`/v2/images?${query}`), 400)
    },
  )

conformanceCase(
  {
    id: 'image-list.refused.marker-deleted',
    title: 'A deleted image is no marker',
    operation: 'listImages',
    status: 400,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await target.delete(imagePath(id)), 204)
    verify.status(await target.get(`/v2/images?marker=${id}`), 400, quirk('deleted-marker', 200))
  },
)

conformanceCase(
  {
    id: 'image-list.refused.number-filter',
    title: 'A lower limit on something that is not a number is refused',
    operation: 'listImages',
    status: 400,
  },
  async ({ target, verify }) => {
    verify.status(await target.get('/v2/images?foo_min=1'), 400, quirk('C5', 500))
  },
)

conformanceCase(
  {
    id: 'image-list.refused.size-operator',
    title: 'An operator on size is refused',
    operation: 'listImages',
    status: 400,
  },
  async ({ target, verify }) => {
    verify.status(await target.get('/v2/images?size=gt:5'), 400, quirk('C27', 200))
  },
)

conformanceCase(
  {
    id: 'image-list.links-keep-tags',
    title: 'Links repeat every tag of the query',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const tags = ['red', 'round']
    const group = await makeGroup(resources, [{ tags }, { tags }, { tags: ['round'] }])
    const answer = await target.get(`/v2/images?${group.query}&tag=red&tag=round&limit=1`)
    verify.status(answer, 200)
    const { first, next } = list(answer)
    for (const link of [first, next ?? ''])
      verify.equal('the tags in a link', new URL(link, 'http://x').searchParams.getAll('tag').toSorted(), tags, 'C20')
  },
)

conformanceCase(
  {
    id: 'image-list.deleted',
    title: 'A deleted image is not listed',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const group = await makeGroup(resources, [{}, {}])
    verify.status(await target.delete(imagePath(group.ids[0] ?? '')), 204)
    const answer = await target.get(`/v2/images?${group.query}`)
    verify.status(answer, 200)
    verify.equal('the ids', ids(answer), group.ids.slice(1))
  },
)

conformanceCase(
  {
    id: 'image-list.sort',
    title: 'Both ways of sorting give the order that is asked for',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { query } = await makeGroup(resources, [
      { name: 'b', disk_format: 'raw' },
      { name: 'a', disk_format: 'qcow2' },
      { name: 'c', disk_format: 'qcow2' },
      { name: 'a', disk_format: 'raw' },
    ])
    const orders = [
      ['sort=name:asc', 'a a b c'],
      ['sort=name', 'c b a a'],
      ['sort=name:desc,id:asc', 'c b a a'],
      ['sort_key=name&sort_dir=asc', 'a a b c'],
      ['sort_key=name', 'c b a a'],
      ['sort_key=disk_format&sort_key=name&sort_dir=asc', 'a c a b'],
      ['sort_key=disk_format&sort_dir=asc&sort_key=name&sort_dir=desc', 'c a b a'],
      ['sort=disk_format:asc,name:desc', 'c a b a'],
      ['sort_key=created_at&sort_dir=asc', undefined],
      ['sort_dir=asc', undefined],
    ] as const
    for (const [sort, wanted] of orders) {
      const answer = await target.get(`/v2/images?${query}&${sort}`)
      verify.status(answer, 200)
      const names = list(answer).images.map(({ name }) => name)
      if (wanted !== undefined) verify.equal(`the names by ${sort}`, names.join(' '), wanted)
    }
  },
)

conformanceCase(
  {
    id: 'image-list.sort-by-id',
    title: 'Images sort by id, and a page keeps the order',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const group = await makeGroup(resources, [{}, {}, {}, {}])
    for (const [direction, wanted] of [
      ['asc', group.ids.toSorted()],
      ['desc', group.ids.toSorted().reverse()],
    ] as const) {
      const pages = await allPages(target, `/v2/images?${group.query}&sort=id:${direction}&limit=3`)
      verify.equal(`the ids by id:${direction}`, pages.flatMap(ids), wanted)
    }
  },
)

conformanceCase(
  {
    id: 'image-list.sort-nulls-paged',
    title: 'Pages by a key that some images do not have miss none',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const group = await makeGroup(resources, [{ name: null }, { name: 'a' }, { name: null }, { name: 'b' }])
    for (const sort of ['sort=name:asc', 'sort=name:desc', 'sort=size:asc', 'sort=size:desc']) {
      const pages = await allPages(target, `/v2/images?${group.query}&${sort}&limit=1`)
      verify.equal(`the ids by ${sort}`, pages.flatMap(ids).toSorted(), group.ids.toSorted())
    }
  },
)

conformanceCase(
  {
    id: 'image-list.sort-every-key',
    title: 'Pages by every key lead through all images, each once, in either direction',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const group = await makeGroup(resources, [{ disk_format: 'raw' }, { container_format: 'ovf' }, {}])
    const keys = ['name', 'status', 'container_format', 'disk_format', 'size', 'id', 'created_at', 'updated_at']
    for (const sort of keys.flatMap((key) => [`${key}:asc`, `${key}:desc`])) {
      const pages = await allPages(target, `/v2/images?${group.query}&sort=${sort}&limit=2`)
      verify.equal(`the ids by ${sort}`, pages.flatMap(ids).toSorted(), group.ids.toSorted())
    }
  },
)
