import { conformanceCase } from '../conformance-case.ts'
import { ids } from '../image-lists.ts'
import { addMember, memberPath } from '../image-members.ts'
import { createV1, IMAGES_V1, idsV1, KEEP, pathV1, RAW, shownV1, updateV1 } from '../images-v1.ts'
import { membersOf, putMemberV1 } from '../members-v1.ts'
import { filePath, imagePath, patch, replace, someBytes, upload } from '../requests.ts'
import { quirk } from '../verify.ts'

conformanceCase(
  {
    id: 'v1.with-v2.data-by-v1',
    title: 'Data that came by version 1 is there for version 2, with size and digests',
    operation: 'downloadImageData',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const bytes = someBytes(70_000)
    const { id, checksum } = await resources.imageV1(RAW, bytes)
    const { status, size, ...image } = (await target.get(imagePath(id))).json()
    verify.equal('the image', { status, size, checksum: image.checksum }, { status: 'active', size: 70_000, checksum })
    const data = await target.get(filePath(id))
    verify.status(data, 200)
    verify.bytes('the data', data.body, bytes)
  },
)

conformanceCase(
  {
    id: 'v1.with-v2.data-by-v2',
    title: 'Data that came by version 2 is there for version 1, with size and checksum',
    operation: 'showImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const bytes = someBytes(70_000)
    const { id, checksum } = await resources.activeImage(bytes)
    const answer = await target.get(pathV1(id))
    verify.status(answer, 200)
    verify.bytes('the data', answer.body, bytes)
    verify.header(answer, 'ETag', String(checksum))
    verify.header(answer, 'x-image-meta-size', String(bytes.length))
  },
)

conformanceCase(
  {
    id: 'v1.with-v2.each-other',
    title: 'An image that one version reserved takes its data from the other',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const bytes = someBytes(100)
    const byV2 = await resources.queuedImage({ colour: 'red' })
    verify.status(await updateV1(target, byV2.id, {}, bytes), 200)
    const image = (await target.get(imagePath(byV2.id))).json()
    verify.equal('status and property', [image.status, image.colour], ['active', 'red'])
    const byV1 = await resources.imageV1({ ...RAW, 'property-colour': 'red' })
    verify.status(await upload(target, byV1.id, bytes), 204)
    const { status, properties } = await shownV1(target, byV1.id)
    verify.equal('status and properties', { status, properties }, { status: 'active', properties: { colour: 'red' } })
  },
)

conformanceCase(
  {
    id: 'v1.with-v2.update-keeps',
    title: 'An update by version 1 leaves alone what it cannot say: tags, hiding and visibility',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    for (const visibility of ['private', 'shared', 'community']) {
      const { id } = await resources.queuedImage({ visibility, tags: ['kept'], os_hidden: true, colour: 'red' })
      verify.equal('is_public', (await shownV1(target, id)).is_public, false)
      verify.status(await updateV1(target, id, { name: 'another', is_public: 'False' }), 200)
      const image = (await target.get(imagePath(id))).json()
      const { name, tags, os_hidden, colour } = image
      verify.equal(
        'the image',
        { name, visibility: image.visibility, tags, os_hidden, colour },
        { name: 'another', visibility, tags: ['kept'], os_hidden: true, colour: undefined },
      )
    }
  },
)

conformanceCase(
  {
    id: 'v1.with-v2.not-public-any-more',
    title: 'A public image that version 1 takes back is shared, as new ones are',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write', 'publish'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'public' })
    verify.status(await updateV1(target, id, { is_public: 'False' }), 200)
    verify.equal('visibility', (await target.get(imagePath(id))).json().visibility, 'shared')
    const made = await resources.imageV1()
    verify.equal('visibility of a new one', (await target.get(imagePath(made.id))).json().visibility, 'shared')
  },
)

conformanceCase(
  {
    id: 'v1.with-v2.null-property',
    title: 'A custom property that version 1 has as null is there for version 2, empty or null',
    operation: 'showImage',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1({ 'property-colour': '', 'property-kernel_id': '' })
    const answer = await target.get(imagePath(id))
    if (!verify.status(answer, 200, quirk('R16', 500))) return
    const { colour, kernel_id } = answer.json()
    for (const value of [colour, kernel_id])
      verify.that(value === '' || value === null, 'the value is another', { actual: JSON.stringify(value) })
    verify.status(await patch(target, id, [replace('/colour', 'red')]), 200)
    verify.equal('the properties', (await shownV1(target, id)).properties, { colour: 'red' })
  },
)

conformanceCase(
  {
    id: 'v1.with-v2.unsayable',
    title: 'What no header can carry is left out of headers, harms nothing, and is in JSON',
    operation: 'showImageMetadataV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const group = resources.name('group')
    const name = 'two\r\nX-Injected: lines'
    const { id } = await resources.image({ name, group, 'with space': 'x', tab: 'a\u0001b', plain: 'kept' })
    const answer = await target.head(pathV1(id))
    verify.status(answer, 200)
    verify.equal('an injected header', answer.header('x-injected'), undefined)
    const { name: shown, properties } = await shownV1(target, id)
    verify.equal('the image', { name: shown, properties }, { name: null, properties: { group, plain: 'kept' } })
    const [listed] = (await target.get(`${IMAGES_V1}/detail?property-group=${group}`)).json().images
    verify.equal('the image in JSON', [listed.name, listed.properties['with space']], [name, 'x'])
  },
)

conformanceCase(
  {
    id: 'v1.with-v2.lists',
    title: 'Each version lists what the other made, but version 1 no hidden and version 2 no killed images',
    operation: 'listImagesV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const group = resources.name('group')
    const both = [
      (await resources.imageV1({ 'property-group': group })).id,
      (await resources.queuedImage({ group, visibility: 'private' })).id,
      (await resources.queuedImage({ group, visibility: 'shared' })).id,
    ].toSorted()
    await resources.queuedImage({ group, os_hidden: true })
    const killed = await resources.imageV1({ ...RAW, 'property-group': group })
    verify.status(await updateV1(target, killed.id, { size: 5 }, someBytes(10), KEEP), 400)
    const answer = await target.get(`${IMAGES_V1}?property-group=${group}`)
    verify.status(answer, 200)
    const listed = idsV1(answer).filter((id) => id !== killed.id)
    verify.equal('the images of version 1', listed.toSorted(), both)
    verify.equal('the images of version 2', ids(await target.get(`/v2/images?group=${group}`)).toSorted(), both)
    verify.equal('the status of the killed one', (await target.get(imagePath(killed.id))).json().status, 'killed')
  },
)

conformanceCase(
  {
    id: 'v1.with-v2.community',
    title: 'Community images of others are seen and not listed',
    operation: 'listImagesV1',
    status: 200,
    needs: ['v1', 'write', 'otherCaller'],
  },
  async ({ other, resources, verify }) => {
    const group = resources.name('group')
    const { id } = await resources.queuedImage({ group, visibility: 'community' })
    verify.status(await other.head(pathV1(id)), 200)
    const answer = await other.get(`${IMAGES_V1}?property-group=${group}`)
    verify.status(answer, 200)
    verify.equal('the images', idsV1(answer), [])
  },
)

conformanceCase(
  {
    id: 'v1.with-v2.deleted',
    title: 'What one version deleted is gone for the other',
    operation: 'deleteImageV1',
    status: [200, 404],
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const byV1 = await resources.queuedImage()
    verify.status(await target.delete(pathV1(byV1.id)), 200, quirk('v1-delete', 204))
    verify.status(await target.get(imagePath(byV1.id)), 404)
    const byV2 = await resources.imageV1()
    verify.status(await target.delete(imagePath(byV2.id)), 204)
    verify.status(await target.delete(pathV1(byV2.id)), 404)
    verify.status(await createV1(target, { id: byV2.id }), 409)
  },
)

conformanceCase(
  {
    id: 'v1.with-v2.members',
    title: 'Members are the same in both versions; those of version 1 are pending in version 2',
    operation: 'listMembersV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'shared' })
    verify.status(await addMember(target, id, 'conformance-v2'), 200)
    verify.status(await putMemberV1(target, id, 'conformance-v1'), 204)
    verify.equal('the members', await membersOf(target, id), { 'conformance-v1': false, 'conformance-v2': false })
    const member = (await target.get(memberPath(id, 'conformance-v1'))).json()
    verify.equal('the status', member.status, 'pending')
  },
)

conformanceCase(
  {
    id: 'v1.with-v2.members-of-private',
    title: 'A private image that gets a member is shared from then on: version 1 knows no other',
    operation: 'putMemberV1',
    status: 204,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'private' })
    verify.status(await putMemberV1(target, id, 'conformance-member'), 204)
    const { visibility } = (await target.get(imagePath(id))).json()
    verify.equal('visibility', visibility, 'shared', 'v1-private-members')
  },
)
