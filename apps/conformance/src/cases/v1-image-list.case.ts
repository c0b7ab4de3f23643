import { conformanceCase } from '../conformance-case.ts'
import { idsV1, LISTS_V1, listedV1, pathV1, RAW } from '../images-v1.ts'
import { many, someBytes, unknownId } from '../requests.ts'
import type { Resources } from '../resources.ts'
import { quirk } from '../verify.ts'

const BRIEF = ['id', 'name', 'disk_format', 'container_format', 'checksum', 'size']

/** A filter that only these images pass. */
const makeImages = async (resources: Resources, count: number) => {
  const group = resources.name('group')
  const ids: string[] = []
  for (const name of many(count)) ids.push((await resources.imageV1({ name, 'property-group': group })).id)
  return { query: `property-group=${group}`, ids }
}

for (const [name, operation, path] of LISTS_V1) {
  conformanceCase(
    {
      id: `v1.list.${name}.contains`,
      title: `A list in ${name === 'brief' ? 'brief has six fields of an image' : 'detail has an image as it was created'}`,
      operation,
      status: 200,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const group = resources.name('group')
      const image = await resources.imageV1({ ...RAW, 'property-group': group }, someBytes(100))
      const answer = await target.get(`${path}?property-group=${group}`)
      verify.status(answer, 200)
      const seen = Object.entries(image).filter(([key]) => name === 'detail' || BRIEF.includes(key))
      verify.equal('the list', answer.json(), { images: [Object.fromEntries(seen)] })
    },
  )

  conformanceCase(
    {
      id: `v1.list.${name}.pages`,
      title: 'Pages lead through all images, each once, to one that is not full',
      operation,
      status: 200,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const { query, ids } = await makeImages(resources, 5)
      const found: string[] = []
      for (const full of [2, 2, 1, 0]) {
        const marker = found.length > 0 ? `&marker=${found.at(-1)}` : ''
        const answer = await target.get(`${path}?${query}&limit=2${marker}`)
        verify.status(answer, 200)
        const page = idsV1(answer)
        verify.equal('the length of a page', page.length, full)
        found.push(...page)
      }
      verify.equal('the images', found.toSorted(), ids.toSorted())
    },
  )

  conformanceCase(
    {
      id: `v1.list.${name}.limit-zero`,
      title: 'A limit of 0 is an empty page',
      operation,
      status: 200,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const { query } = await makeImages(resources, 1)
      const answer = await target.get(`${path}?${query}&limit=0`)
      verify.status(answer, 200)
      verify.equal('the images', listedV1(answer), [])
    },
  )

  conformanceCase(
    {
      id: `v1.list.${name}.limit-default`,
      title: 'A page has at most 25 images unless asked for more, and a limit beyond the maximum is not refused',
      operation,
      status: 200,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify, skip }) => {
      const { query } = await makeImages(resources, 26)
      const answer = await target.get(`${path}?${query}`)
      verify.status(answer, 200)
      const { length } = listedV1(answer)
      if (length !== 25) skip(`the operator’s default page has ${length} images or more`)
      const larger = await target.get(`${path}?${query}&limit=5000`)
      verify.equal('the number of images with a limit above the maximum', listedV1(larger).length, 26)
    },
  )

  conformanceCase(
    {
      id: `v1.list.${name}.order`,
      title: 'The newest image comes first, or the order is what was asked for',
      operation,
      status: 200,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const group = resources.name('group')
      const [b, c, a] = [
        await resources.imageV1({ ...RAW, name: 'b', 'property-group': group }, someBytes(30)),
        await resources.imageV1({ ...RAW, name: 'c', 'property-group': group }, someBytes(20)),
        await resources.imageV1({ ...RAW, name: 'a', 'property-group': group }, someBytes(10)),
      ]
      const letters = new Map([b, c, a].map(({ id, name }) => [id, name]))
      for (const [query, wanted] of [
        ['', 'acb'],
        ['sort_dir=desc', 'acb'],
        ['sort_dir=asc', 'bca'],
        ['sort_key=created_at&sort_dir=asc', 'bca'],
        ['sort_key=name', 'cba'],
        ['sort_key=name&sort_dir=asc', 'abc'],
        ['sort_key=size&sort_dir=asc', 'acb'],
        ['sort_key=size', 'bca'],
      ] as const) {
        const answer = await target.get(`${path}?property-group=${group}&${query}`)
        verify.status(answer, 200)
        const found = idsV1(answer).map((id) => letters.get(id))
        verify.equal(`the order by ${query || 'default'}`, found.join(''), wanted)
      }
      for (const key of ['status', 'container_format', 'disk_format', 'id', 'updated_at']) {
        const answer = await target.get(`${path}?property-group=${group}&sort_key=${key}`)
        verify.status(answer, 200)
        verify.equal(`the number of images, sorted by ${key}`, idsV1(answer).length, 3)
      }
    },
  )

  for (const [reason, query] of [
    ['limit-negative', 'limit=-1'],
    ['limit-text', 'limit=many'],
    ['marker-unknown', `marker=${unknownId()}`],
    ['marker-text', 'marker=nothing'],
    ['sort-key', 'sort_key=colour'],
    ['sort-key-owner', 'sort_key=owner'],
    ['sort-dir', 'sort_dir=up'],
    ['is-public', 'is_public=maybe'],
    ['protected', 'protected=maybe'],
    ['size-min', 'size_min=large'],
    ['size-min-negative', 'size_min=-1'],
    ['size-max', 'size_max=1.5'],
    ['min-ram', 'min_ram=much'],
    ['min-disk', 'min_disk=much'],
    ['changes-since', 'changes-since=yesterday'],
  ] as const)
    conformanceCase(
      {
        id: `v1.list.${name}.refused.${reason}`,
        title: `The query ${query} is refused`,
        operation,
        status: 400,
        needs: ['v1'],
      },
      async ({ target, verify }) => {
        verify.status(await target.get(`${path}?${query}`), 400)
      },
    )

  conformanceCase(
    {
      id: `v1.list.${name}.refused.marker-deleted`,
      title: 'A deleted image is no marker',
      operation,
      status: 400,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.imageV1()
      verify.status(await target.delete(pathV1(id)), 200, quirk('v1-delete', 204))
      verify.status(await target.get(`${path}?marker=${id}`), 400)
    },
  )

  conformanceCase(
    {
      id: `v1.list.${name}.body`,
      title: 'A body is refused',
      operation,
      status: 400,
      needs: ['v1'],
    },
    async ({ target, verify }) => {
      verify.status(await target.get(path, { body: '{}' }), 400)
    },
  )
}

conformanceCase(
  {
    id: 'v1.list.at-endpoint',
    title: '/v1/ is the list of images',
    operation: 'wire',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { query, ids } = await makeImages(resources, 1)
    const answer = await target.get(`/v1/?${query}`)
    verify.status(answer, 200)
    verify.equal('the images', idsV1(answer), ids)
  },
)
