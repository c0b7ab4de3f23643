import { conformanceCase } from '../conformance-case.ts'
import { createV1, type FieldsV1, IMAGES_V1, idsV1, LISTS_V1, listedV1, pathV1, RAW, updateV1 } from '../images-v1.ts'
import { someBytes, unknownId } from '../requests.ts'
import { quirk } from '../verify.ts'

const DELETED = quirk('v1-delete', 204)

/** Filters by what they find among images that only differ in what is asked for; some of the images have data. */
const filterCase = (
  name: string,
  title: string,
  images: readonly (readonly [fields: FieldsV1, size?: number])[],
  found: readonly (readonly [query: string, indexes: string])[],
) => {
  for (const [list, operation, path] of LISTS_V1)
    conformanceCase(
      { id: `v1.list.${list}.filter.${name}`, title, operation, status: 200, needs: ['v1', 'write'] },
      async ({ target, resources, verify }) => {
        const group = resources.name('group')
        const ids: string[] = []
        for (const [fields, size] of images) {
          const body = size === undefined ? undefined : someBytes(size)
          ids.push((await resources.imageV1({ ...fields, 'property-group': group }, body)).id)
        }
        for (const [query, indexes] of found) {
          const answer = await target.get(`${path}?property-group=${group}&${query}`)
          verify.status(answer, 200)
          const positions = idsV1(answer).map((id) => ids.indexOf(id))
          verify.equal(`the images found by ${query}`, positions.toSorted().join(' '), indexes)
        }
      },
    )
}

filterCase(
  'name',
  'name is exact, whatever is in it',
  [[{ name: 'alpha' }], [{ name: 'in:alpha,beta' }], [{ name: 'a b' }]],
  [
    ['name=alpha', '0'],
    ['name=alph', ''],
    ['name=in:alpha,beta', '1'],
    ['name=a%20b', '2'],
  ],
)

filterCase(
  'formats',
  'Formats are exact',
  [[{ disk_format: 'raw', container_format: 'bare' }], [{ disk_format: 'qcow2', container_format: 'ovf' }], [{}]],
  [
    ['disk_format=raw', '0'],
    ['container_format=ovf', '1'],
    ['disk_format=raw&container_format=ovf', ''],
    ['disk_format=no-format', ''],
  ],
)

filterCase(
  'status',
  'status is exact',
  [[RAW, 10], [{}]],
  [
    ['status=active', '0'],
    ['status=queued', '1'],
    ['status=no-status', ''],
  ],
)

filterCase(
  'numbers',
  'min_ram and min_disk are exact',
  [[{ min_ram: 1 }], [{ min_ram: 5, min_disk: 7 }]],
  [
    ['min_ram=1', '0'],
    ['min_ram=0', ''],
    ['min_disk=7', '1'],
    ['min_disk=0', '0'],
  ],
)

filterCase(
  'size',
  'size_min and size_max belong to the range, and an image without data has the size that is shown, 0',
  [[RAW, 10], [RAW, 20], [RAW, 30], [{}]],
  [
    ['size_min=20', '1 2'],
    ['size_max=20', '0 1 3'],
    ['size_min=11&size_max=29', '1'],
    ['size_min=31', ''],
    ['size_min=0', '0 1 2 3'],
    ['size_min=0&size_max=0', '3'],
  ],
)

filterCase(
  'property',
  'A custom property is exact',
  [[{ 'property-colour': 'red' }], [{ 'property-colour': 'red', 'property-shape': 'round' }], [{}]],
  [
    ['property-colour=red', '0 1'],
    ['property-colour=red&property-shape=round', '1'],
    ['property-colour=re', ''],
    ['property-no_such_property=x', ''],
  ],
)

filterCase(
  'protected',
  'protected is true, false or both',
  [[{ protected: 'True' }], [{}]],
  [
    ['protected=True', '0'],
    ['protected=true', '0'],
    ['protected=1', '0'],
    ['protected=False', '1'],
    ['protected=0', '1'],
    ['protected=None', '0 1'],
  ],
)

filterCase(
  'unknown',
  'What is no filter means nothing',
  [[{}]],
  [
    ['colour=red', '0'],
    ['owner=nobody', '0'],
    ['visibility=community', '0'],
    ['tag=no-tag', '0'],
  ],
)

for (const [name, operation, path] of LISTS_V1) {
  conformanceCase(
    {
      id: `v1.list.${name}.changes-since`,
      title: 'Changes since a time have deleted images among them, and other lists do not',
      operation,
      status: 200,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const group = resources.name('group')
      const kept = await resources.imageV1({ 'property-group': group })
      const gone = await resources.imageV1({ 'property-group': group })
      verify.status(await target.delete(pathV1(gone.id)), 200, DELETED)
      const list = async (query: string) => {
        const answer = await target.get(`${path}?property-group=${group}&${query}`)
        verify.status(answer, 200)
        return listedV1(answer)
      }
      const ids = async (query: string) => (await list(query)).map(({ id }) => id).toSorted()
      verify.equal('the images', await ids(''), [kept.id])
      verify.equal('the changes', await ids(`changes-since=${kept.created_at}`), [kept.id, gone.id].toSorted())
      verify.equal('the changes of the future', await ids('changes-since=2999-01-01T00:00:00'), [])
      if (name === 'brief') return
      const deleted = (await list(`changes-since=${kept.created_at}`)).find(({ id }) => id === gone.id)
      verify.equal('deleted and status', [deleted?.deleted, deleted?.status], [true, 'deleted'])
      verify.that(!!deleted?.deleted_at, 'deleted_at is missing')
    },
  )

  for (const who of ['administrator', 'member'] as const)
    conformanceCase(
      {
        id: `v1.list.${name}.deleted.${who}`,
        title:
          who === 'member' ? 'deleted means nothing to members' : 'Administrators list what was deleted, and only that',
        operation,
        status: 200,
        needs: ['v1', 'write', who],
      },
      async ({ target, resources, verify }) => {
        const group = resources.name('group')
        const kept = await resources.imageV1({ 'property-group': group })
        const gone = await resources.imageV1({ 'property-group': group })
        verify.status(await target.delete(pathV1(gone.id)), 200, DELETED)
        const answer = await target.get(`${path}?property-group=${group}&deleted=True`)
        verify.status(answer, 200)
        verify.equal('the images', idsV1(answer), [who === 'member' ? kept.id : gone.id])
      },
    )

  for (const who of ['administrator', 'member'] as const)
    conformanceCase(
      {
        id: `v1.list.${name}.killed.${who}`,
        title: `Images that are killed are ${who === 'member' ? 'not listed for members' : 'listed for administrators'}`,
        operation,
        status: 200,
        needs: ['v1', 'write', who],
      },
      async ({ target, resources, verify }) => {
        const group = resources.name('group')
        const { id } = await resources.imageV1({ ...RAW, 'property-group': group })
        verify.status(await updateV1(target, id, { size: 5 }, someBytes(10)), 400)
        const answer = await target.get(`${path}?property-group=${group}`)
        verify.status(answer, 200)
        verify.equal('the images', idsV1(answer), who === 'member' ? [] : [id])
      },
    )
}

for (const [text, title, wanted] of [
  ['True', 'what anybody of their project lists', 'own public'],
  ['1', 'what anybody of their project lists', 'own public'],
  ['False', 'what is not public', 'foreign own'],
  ['0', 'what is not public', 'foreign own'],
  ['None', 'everything', 'foreign own public'],
  ['none', 'everything', 'foreign own public'],
] as const)
  conformanceCase(
    {
      id: `v1.list.is-public.${text}`,
      title: `Administrators list ${title} by is_public=${text}`,
      operation: 'listImagesV1',
      status: 200,
      needs: ['v1', 'write', 'administrator', 'publish', 'otherCaller'],
    },
    async ({ target, other, resources, verify }) => {
      const group = resources.name('group')
      const fields = { 'property-group': group }
      const own = await resources.imageV1(fields)
      const published = await resources.imageV1({ ...fields, is_public: 'True' })
      const foreign = (await createV1(other, { id: unknownId(), ...fields })).json().image
      const names = new Map([
        [own.id, 'own'],
        [published.id, 'public'],
        [foreign.id, 'foreign'],
      ])
      const answer = await target.get(`${IMAGES_V1}?property-group=${group}&is_public=${text}`)
      verify.status(answer, 200)
      const found = idsV1(answer).map((id) => names.get(id))
      verify.equal('the images', found.toSorted().join(' '), wanted)
    },
  )

conformanceCase(
  {
    id: 'v1.list.is-public.member',
    title: 'is_public means nothing to members: they list the same by every value',
    operation: 'listImagesV1',
    status: 200,
    needs: ['v1', 'write', 'member'],
  },
  async ({ target, resources, verify }) => {
    const group = resources.name('group')
    const { id } = await resources.imageV1({ 'property-group': group })
    for (const text of ['True', 'False', 'None']) {
      const answer = await target.get(`${IMAGES_V1}?property-group=${group}&is_public=${text}`)
      verify.status(answer, 200)
      verify.equal(`the images by is_public=${text}`, idsV1(answer), [id])
    }
  },
)
