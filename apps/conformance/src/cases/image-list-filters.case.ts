import { conformanceCase } from '../conformance-case.ts'
import { ids, list, makeGroup } from '../image-lists.ts'
import { someBytes, unknownId } from '../requests.ts'
import type { ImageBody } from '../resources.ts'
import { quirk } from '../verify.ts'

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

filterCase('equal', 'eq: before a value says what is meant without it', [{ name: 'alpha' }, { name: 'beta' }], () => [
  ['name=eq:alpha', '0'],
  ['status=eq:queued', '0 1'],
  ['disk_format=eq:nothing', ''],
])

filterCase('last', 'Of a name that is repeated the last counts', [{ name: 'alpha' }, { name: 'beta' }], () => [
  ['name=alpha&name=beta', '1'],
])

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
  ['min_ram_max=1', '0 2'],
  ['min_disk_min=1', '2'],
  ['min_disk_max=4', '0 1'],
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
    [`updated_at=gte:${at}&created_at=lte:${at}`, '0'],
    ['updated_at=lt:2000-01-01T00:00:00Z', ''],
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
    for (const query of ['virtual_size=1234', 'virtual_size_min=1234', 'virtual_size_max=1234']) {
      const answer = await target.get(`/v2/images?group=${group}&${query}`)
      verify.status(answer, 200)
      verify.equal(`the ids found by ${query}`, ids(answer), [id])
    }
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
