import { conformanceCase } from '../conformance-case.ts'
import { imagePath, someBytes, unknownId } from '../requests.ts'
import type { ImageBody, Resources } from '../resources.ts'
import type { Answer, Target } from '../target.ts'
import { quirk } from '../verify.ts'

type Listed = { images: (ImageBody & { id: string; name: string })[]; first: string; next?: string; schema: string }

const list = (answer: Answer): Listed => answer.json()
const ids = (answer: Answer): string[] => list(answer).images.map(({ id }) => id)

/** Images that only this case has, told apart by a property. */
const makeGroup = async (resources: Resources, bodies: readonly ImageBody[]) => {
  const group = resources.name('group')
  const images: (ImageBody & { id: string })[] = []
  for (const body of bodies) images.push(await resources.queuedImage({ group, ...body }))
  return { query: `group=${encodeURIComponent(group)}`, images, ids: images.map(({ id }) => id) }
}

/** Follows `next` to the end. */
const allPages = async (target: Target, path: string): Promise<Answer[]> => {
  const pages: Answer[] = []
  for (let next: string | undefined = path; next !== undefined && pages.length < 20; ) {
    const page: Answer = await target.get(next)
    pages.push(page)
    next = page.status === 200 ? list(page).next : undefined
  }
  return pages
}

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

/** Filters by what they find among images that only differ in what is asked for. */
const filterCase = (
  name: string,
  title: string,
  bodies: readonly ImageBody[],
  found: (images: readonly (ImageBody & { id: string })[]) => readonly (readonly [query: string, indexes: string])[],
) =>
  conformanceCase(
    { id: `image-list.filter.${name}`, title, operation: 'listImages', status: 200, needs: ['write'] },
    async ({ target, resources, verify }) => {
      const group = await makeGroup(resources, bodies)
      for (const [query, indexes] of found(group.images)) {
        const answer = await target.get(`/v2/images?${group.query}&${query}`)
        verify.status(answer, 200)
        const positions = ids(answer).map((id) => group.ids.indexOf(id))
        verify.equal(`the images found by ${query}`, positions.toSorted().join(' '), indexes)
      }
    },
  )

filterCase(
  'name',
  'name is exact, or one of several, and may have commas in quotes',
  [{ name: 'alpha' }, { name: 'beta' }, { name: 'a,b' }, { name: 'alpha beta' }],
  () => [
    ['name=alpha', '0'],
    ['name=alph', ''],
    ['name=in:alpha,beta', '0 1'],
    ['name=in:%22a,b%22,beta', '1 2'],
    ['name=alpha%20beta', '3'],
    ['name=in:nothing', ''],
  ],
)

filterCase(
  'formats',
  'Formats are exact, or one of several',
  [{ disk_format: 'raw' }, { disk_format: 'qcow2' }, { disk_format: 'iso', container_format: 'ovf' }],
  () => [
    ['disk_format=raw', '0'],
    ['disk_format=in:raw,iso', '0 2'],
    ['container_format=ovf', '2'],
    ['container_format=in:ovf,bare', '0 1 2'],
  ],
)

filterCase('id', 'id is exact, or one of several', [{}, {}, {}], (images) => [
  [`id=${images[1]?.id}`, '1'],
  [`id=in:${images[0]?.id},${images[2]?.id}`, '0 2'],
  [`id=${unknownId()}`, ''],
])

filterCase(
  'tag',
  'All tags that are asked for must be there',
  [{ tags: ['red'] }, { tags: ['red', 'round'] }, { tags: ['Round'] }, {}],
  () => [
    ['tag=red', '0 1'],
    ['tag=red&tag=round', '1'],
    ['tag=nothing', ''],
  ],
)

filterCase('protected', 'protected is true or false', [{ protected: true }, {}], () => [
  ['protected=true', '0'],
  ['protected=false', '1'],
])

filterCase('numbers', 'Numbers are equal, or between limits', [{ min_ram: 1 }, { min_ram: 5 }, { min_disk: 5 }], () => [
  ['min_ram=5', '1'],
  ['min_disk=5', '2'],
  ['min_ram_min=1', '0 1'],
  ['min_ram_min=1&min_ram_max=4', '0'],
])

filterCase(
  'custom',
  'Any other name is a custom property, and must be equal',
  [{ colour: 'red' }, { colour: 'red', shape: 'round' }, { colour: 'blue' }, {}],
  () => [
    ['colour=red', '0 1'],
    ['colour=red&shape=round', '1'],
    ['colour=re', ''],
    ['no_such_property=x', ''],
  ],
)

filterCase('visibility', 'visibility narrows', [{ visibility: 'private' }, {}, { visibility: 'community' }], () => [
  ['visibility=private', '0'],
  ['visibility=shared', '1'],
  ['visibility=community', '2'],
  ['visibility=all', '0 1 2'],
  ['visibility=public', ''],
])

filterCase('hidden', 'Hidden images are listed only when asked for', [{ os_hidden: true }, {}], () => [
  ['', '1'],
  ['os_hidden=false', '1'],
  ['os_hidden=true', '0'],
  ['os_hidden=True', '0'],
])

filterCase('times', 'Times compare with operators', [{}], (images) => {
  const at = encodeURIComponent(String(images[0]?.created_at))
  return [
    [`created_at=lte:${at}`, '0'],
    [`created_at=gte:${at}`, '0'],
    [`created_at=${at}`, '0'],
    [`created_at=eq:${at}`, '0'],
    ['created_at=gt:2000-01-01T00:00:00Z', '0'],
    ['created_at=lt:2000-01-01T00:00:00Z', ''],
    ['created_at=neq:2000-01-01T00:00:00Z', '0'],
    ['updated_at=gt:2000-01-01T00:00:00%2B01:00', '0'],
  ]
})

filterCase('status', 'status is exact, or one of several; nothing is deleted', [{}], () => [
  ['status=queued', '0'],
  ['status=in:queued,active', '0'],
  ['status=active', ''],
  ['status=deleted', ''],
  ['deleted=true', '0'],
])

conformanceCase(
  {
    id: 'image-list.filter.data',
    title: 'Images are found by size and digests',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const group = resources.name('group')
    const image = await resources.activeImage(someBytes(1234), { group })
    await resources.activeImage(someBytes(99), { group })
    const queries = [
      'size=1234',
      'size_min=1234',
      'size_min=100&size_max=2000',
      `checksum=${image.checksum}`,
      `os_hash_value=${image.os_hash_value}&os_hash_algo=${image.os_hash_algo}`,
    ]
    for (const query of queries) {
      const answer = await target.get(`/v2/images?group=${group}&${query}`)
      verify.status(answer, 200)
      verify.equal(`the ids found by ${query}`, ids(answer), [image.id])
    }
    const sizes = list(await target.get(`/v2/images?group=${group}&sort=size:asc`)).images.map(({ size }) => size)
    verify.equal('the sizes, sorted', sizes, [99, 1234])
  },
)

conformanceCase(
  {
    id: 'image-list.filter.owner',
    title: 'owner is exact',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify, skip }) => {
    const { query, images } = await makeGroup(resources, [{}])
    const owner = images[0]?.owner
    if (owner === null) skip('this server gives images no owner')
    verify.equal('the images of the owner', ids(await target.get(`/v2/images?${query}&owner=${owner}`)), [
      images[0]?.id,
    ])
    const answer = await target.get(`/v2/images?${query}&owner=nobody`)
    verify.status(answer, 200)
    verify.equal('the images of another', ids(answer), [])
  },
)

conformanceCase(
  {
    id: 'image-list.filter.virtual-size',
    title: 'Images are found by the size that a guest sees',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const group = resources.name('group')
    const { id } = await resources.activeImage(someBytes(1234), { group })
    const answer = await target.get(`/v2/images?group=${group}&virtual_size=1234`)
    verify.status(answer, 200)
    verify.equal('the ids', ids(answer), [id])
  },
)

conformanceCase(
  {
    id: 'image-list.filter.colon-in-status',
    title: 'A word and a colon before a value is part of it, when the word is no operator',
    operation: 'listImages',
    status: 200,
  },
  async ({ target, verify }) => {
    const answer = await target.get('/v2/images?status=xx:active')
    if (verify.status(answer, 200, quirk('C19', 400))) verify.equal('the images', list(answer).images, [])
  },
)

conformanceCase(
  {
    id: 'image-list.filter.colon-in-name',
    title: 'A name with a colon can be searched for',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const group = await makeGroup(resources, [{ name: 'debian:13' }])
    const answer = await target.get(`/v2/images?${group.query}&name=debian:13`)
    if (verify.status(answer, 200, quirk('C19', 400))) verify.equal('the ids', ids(answer), group.ids)
  },
)

for (const name of ['properties', 'locations', 'members'])
  conformanceCase(
    {
      id: `image-list.filter.internal-name.${name}`,
      title: `${name} is a property like any other`,
      operation: 'listImages',
      status: 200,
    },
    async ({ target, verify }) => {
      const answer = await target.get(`/v2/images?${name}=x`)
      if (verify.status(answer, 200, quirk('C4', 500))) verify.equal('the images', list(answer).images, [])
    },
  )

conformanceCase(
  {
    id: 'image-list.filter.visibility-empty',
    title: 'An empty visibility is refused, or means nothing',
    operation: 'listImages',
    status: [200, 400],
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const group = await makeGroup(resources, [{}])
    const answer = await target.get(`/v2/images?${group.query}&visibility=`)
    verify.status(answer, [200, 400])
    if (answer.status === 200) verify.equal('the ids', ids(answer), group.ids, 'C41')
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
