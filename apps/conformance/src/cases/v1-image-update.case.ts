import { conformanceCase } from '../conformance-case.ts'
import { answeredV1, KEEP, pathV1, RAW, shownV1, updateV1 } from '../images-v1.ts'
import { someBytes } from '../requests.ts'

const TWO_PROPERTIES = { 'property-colour': 'red', 'property-shape': 'round' }

conformanceCase(
  {
    id: 'v1.update.fields',
    title: 'What the headers name is changed, and the rest stays',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const before = await resources.imageV1({ disk_format: 'raw', min_disk: 3 })
    const changes = { name: 'another', container_format: 'ovf', min_ram: 7 }
    const answer = await updateV1(target, before.id, { ...changes, protected: 'True' })
    verify.status(answer, 200)
    verify.equal('Location', answer.header('location'), undefined)
    const { updated_at, ...after } = answeredV1(answer)
    const { updated_at: earlier, ...kept } = before
    verify.equal('the image', after, { ...kept, ...changes, protected: true })
    verify.that(updated_at >= earlier, 'updated_at went back', { actual: updated_at })
    verify.equal('the image as shown', await shownV1(target, before.id), answeredV1(answer))
  },
)

for (const [name, headers] of [
  ['default', {}],
  ['true', { 'x-glance-registry-purge-props': 'True' }],
] as const)
  conformanceCase(
    {
      id: `v1.update.purge.${name}`,
      title: 'The custom properties of the request replace those that there are',
      operation: 'updateImageV1',
      status: 200,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.imageV1(TWO_PROPERTIES)
      const answer = await updateV1(target, id, { 'property-colour': 'blue', 'property-weight': 'light' }, undefined, {
        headers,
      })
      verify.status(answer, 200)
      verify.equal('the properties', answeredV1(answer).properties, { colour: 'blue', weight: 'light' })
      verify.status(await updateV1(target, id, { name: 'bare' }, undefined, { headers }), 200)
      verify.equal('the properties after a change of the name', (await shownV1(target, id)).properties, {})
    },
  )

conformanceCase(
  {
    id: 'v1.update.purge.false',
    title: 'Without purging, custom properties are added and overwritten, and the others stay',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1(TWO_PROPERTIES)
    verify.status(await updateV1(target, id, { name: 'another' }, undefined, KEEP), 200)
    verify.equal('the properties', (await shownV1(target, id)).properties, { colour: 'red', shape: 'round' })
    const answer = await updateV1(target, id, { 'property-colour': 'blue', 'property-weight': '' }, undefined, KEEP)
    verify.status(answer, 200)
    verify.equal('the properties', answeredV1(answer).properties, { colour: 'blue', shape: 'round', weight: null })
  },
)

conformanceCase(
  {
    id: 'v1.update.nothing',
    title: 'A request that says nothing changes nothing but what it purges',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const before = await resources.imageV1({ ...RAW, 'property-colour': 'red' }, someBytes(100))
    const answer = await target.put(pathV1(before.id))
    verify.status(answer, 200)
    const { updated_at, ...after } = answeredV1(answer)
    verify.equal('the image', { ...after, updated_at: before.updated_at }, { ...before, properties: {} })
    verify.header(answer, 'ETag', String(before.checksum))
  },
)

conformanceCase(
  {
    id: 'v1.update.sent-back',
    title: 'A whole record is taken as it was shown, sent back by clients that keep them',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const before = await resources.imageV1({ ...RAW, 'property-colour': 'red' }, someBytes(100))
    const shown = (await target.head(pathV1(before.id))).headerList.filter(([name]) => /^x-image-meta-/i.test(name))
    const answer = await target.put(pathV1(before.id), { headers: Object.fromEntries(shown) })
    verify.status(answer, 200)
    const { updated_at, ...after } = answeredV1(answer)
    verify.equal('the image', { ...after, updated_at: before.updated_at }, before)
  },
)

conformanceCase(
  {
    id: 'v1.update.protected',
    title: 'Protection is against deletion, not against change, and can be taken away',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1({ protected: 'True' })
    verify.status(await target.delete(pathV1(id)), 403)
    verify.status(await updateV1(target, id, { name: 'another' }), 200)
    verify.status(await updateV1(target, id, { protected: 'False' }), 200)
    verify.equal('protected', (await shownV1(target, id)).protected, false)
  },
)

conformanceCase(
  {
    id: 'v1.update.public',
    title: 'Who may publish images makes one public, and takes it back',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write', 'publish'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1()
    for (const isPublic of [true, false]) {
      const answer = await updateV1(target, id, { is_public: isPublic })
      verify.status(answer, 200)
      verify.equal('is_public', answeredV1(answer).is_public, isPublic)
    }
  },
)

conformanceCase(
  {
    id: 'v1.update.owner-by-administrator',
    title: 'An administrator gives an image to another project',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write', 'administrator'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1()
    const answer = await updateV1(target, id, { owner: 'another-project' })
    verify.status(answer, 200)
    verify.equal('owner', answeredV1(answer).owner, 'another-project')
  },
)

conformanceCase(
  {
    id: 'v1.update.owner-by-member',
    title: 'The owner that a member names is not believed',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write', 'authentication', 'member'],
  },
  async ({ target, resources, verify }) => {
    const { id, owner } = await resources.imageV1()
    const answer = await updateV1(target, id, { owner: 'another-project' })
    verify.status(answer, 200)
    verify.equal('owner', answeredV1(answer).owner, owner)
  },
)
