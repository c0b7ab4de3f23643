import { setTimeout as delay } from 'node:timers/promises'
import { conformanceCase } from '../conformance-case.ts'
import {
  add,
  filePath,
  imagePath,
  many,
  OCTETS,
  patch,
  patch20,
  remove,
  replace,
  someBytes,
  unknownId,
} from '../requests.ts'

conformanceCase(
  {
    id: 'image-update.every-attribute',
    title: 'Every attribute that may change changes',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.image({})
    const wanted: Record<string, unknown> = {
      name: resources.name('Grüße'),
      visibility: 'private',
      protected: true,
      os_hidden: true,
      min_disk: 3,
      min_ram: 512,
      disk_format: 'iso',
      container_format: 'bare',
      tags: ['b', 'a'],
    }
    const answer = await patch(
      target,
      id,
      Object.entries(wanted).map(([key, value]) => replace(`/${key}`, value)),
    )
    verify.status(answer, 200)
    const shown = (await target.get(imagePath(id))).json()
    verify.equal('the image shown', shown, answer.json())
    for (const [key, value] of Object.entries({ ...wanted, tags: ['a', 'b'] }))
      verify.equal(key, key === 'tags' ? shown.tags.toSorted() : shown[key], value)
  },
)

conformanceCase(
  {
    id: 'image-update.custom-properties',
    title: 'Custom properties are added, replaced and removed',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ kept: 'k', changed: 'old', gone: 'g' })
    const answer = await patch(target, id, [
      add('/made', 'm'),
      replace('/changed', 'new'),
      remove('/gone'),
      add('/kept', 'k2'),
    ])
    verify.status(answer, 200)
    const { made, changed, gone, kept } = answer.json()
    verify.equal(
      'the properties',
      { made, changed, gone, kept },
      { made: 'm', changed: 'new', gone: undefined, kept: 'k2' },
    )
  },
)

conformanceCase(
  {
    id: 'image-update.empty',
    title: 'An empty patch changes nothing',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { updated_at: _, ...before } = await resources.queuedImage({ x: 'y' })
    for (const answer of [await patch(target, before.id, []), await patch20(target, before.id, [])]) {
      verify.status(answer, 200)
      const { updated_at: __, ...after } = answer.json()
      verify.equal('the image', after, before)
    }
  },
)

conformanceCase(
  {
    id: 'image-update.updated-at',
    title: 'updated_at moves, created_at does not',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const before = await resources.queuedImage()
    await delay(1100)
    const answer = await patch(target, before.id, [replace('/name', resources.name())])
    verify.status(answer, 200)
    const after = answer.json()
    verify.equal('created_at', after.created_at, before.created_at)
    verify.that(after.updated_at > String(before.updated_at), 'updated_at did not move', {
      actual: after.updated_at,
    })
  },
)

conformanceCase(
  {
    id: 'image-update.in-order',
    title: 'Items are applied in their order',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const answer = await patch(target, id, [add('/x', '1'), replace('/x', '2'), remove('/x'), add('/x', '3')])
    verify.status(answer, 200)
    verify.equal('x', answer.json().x, '3')
  },
)

conformanceCase(
  {
    id: 'image-update.all-or-nothing',
    title: 'When one item is refused none is applied',
    operation: 'updateImage',
    status: 409,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const before = await resources.queuedImage()
    const items = [replace('/name', 'changed'), add('/x', 'y'), remove('/not-there')]
    verify.status(await patch(target, before.id, items), 409)
    const { updated_at: _, ...after } = (await target.get(imagePath(before.id))).json()
    const { updated_at: __, ...unchanged } = before
    verify.equal('the image', after, unchanged)
  },
)

conformanceCase(
  {
    id: 'image-update.escapes',
    title: '~0 is a tilde and ~1 a slash',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const answer = await patch(target, id, [add('/a~1b', 'slash'), add('/a~0b', 'tilde'), add('/a~01b', 'both')])
    verify.status(answer, 200)
    const image = answer.json()
    verify.equal('the properties', [image['a/b'], image['a~b'], image['a~1b']], ['slash', 'tilde', 'both'])
  },
)

conformanceCase(
  {
    id: 'image-update.missing-property',
    title: 'Replacing or removing what is not there is a conflict',
    operation: 'updateImage',
    status: 409,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await patch(target, id, [replace('/not-there', 'x')]), 409)
    verify.status(await patch(target, id, [remove('/not-there')]), 409)
    verify.status(await patch20(target, id, [{ replace: '/not-there', value: 'x' }]), 409)
    verify.status(await patch20(target, id, [{ remove: '/not-there' }]), 409)
  },
)

conformanceCase(
  {
    id: 'image-update.tags',
    title: 'Tags are replaced as a whole, each once, and adding them does the same',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ tags: ['old'] })
    const replaced = await patch(target, id, [replace('/tags', ['a', 'b', 'a'])])
    verify.status(replaced, 200)
    verify.equal('tags', replaced.json().tags.toSorted(), ['a', 'b'])
    const added = await patch(target, id, [add('/tags', ['c'])])
    verify.status(added, 200)
    verify.equal('tags', added.json().tags, ['c'])
    const emptied = await patch(target, id, [replace('/tags', [])])
    verify.equal('tags', emptied.json().tags, [])
  },
)

conformanceCase(
  {
    id: 'image-update.protected',
    title: 'A protected image can be updated',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ protected: true })
    verify.status(await patch(target, id, [replace('/name', 'x')]), 200)
  },
)

conformanceCase(
  {
    id: 'image-update.visibilities',
    title: 'An image goes between private, shared and community',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    for (const visibility of ['private', 'community', 'shared', 'community', 'private']) {
      const answer = await patch(target, id, [replace('/visibility', visibility)])
      verify.status(answer, 200)
      verify.equal('visibility', answer.json().visibility, visibility)
    }
  },
)

conformanceCase(
  {
    id: 'image-update.public',
    title: 'Who may, makes an image public and private again',
    operation: 'updateImage',
    status: 200,
    needs: ['write', 'publish'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    for (const visibility of ['public', 'private'])
      verify.status(await patch(target, id, [replace('/visibility', visibility)]), 200)
  },
)

conformanceCase(
  {
    id: 'image-update.unknown',
    title: 'An unknown or deleted image cannot be updated',
    operation: 'updateImage',
    status: 404,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    for (const id of [unknownId(), 'no-such-name']) verify.status(await patch(target, id, [replace('/name', 'x')]), 404)
    const { id } = await resources.queuedImage()
    verify.status(await target.delete(imagePath(id)), 204)
    verify.status(await patch(target, id, [replace('/name', 'x')]), 404)
  },
)

conformanceCase(
  {
    id: 'image-update.too-many-properties',
    title: 'A patch may fill up to 128 properties and no more',
    operation: 'updateImage',
    status: [200, 413],
    needs: ['write'],
  },
  async ({ target, resources, verify, skip }) => {
    const { id } = await resources.image(Object.fromEntries(many(127).map((name) => [name, 'x'])))
    verify.status(await patch(target, id, [add('/last', 'x')]), 200)
    const answer = await patch(target, id, [add('/one-more', 'x')])
    if (answer.status === 200) skip('the operator allows more than 128 properties')
    verify.status(answer, 413)
    verify.status(await patch(target, id, [replace('/last', 'y')]), 200)
    verify.status(await patch(target, id, [remove('/last'), add('/one-more', 'x')]), 200)
  },
)

conformanceCase(
  {
    id: 'image-update.too-many-tags',
    title: 'A patch may set 128 tags and no more',
    operation: 'updateImage',
    status: [200, 413],
    needs: ['write'],
  },
  async ({ target, resources, verify, skip }) => {
    const { id } = await resources.queuedImage()
    verify.status(await patch(target, id, [replace('/tags', many(128))]), 200)
    const answer = await patch(target, id, [replace('/tags', many(129))])
    if (answer.status === 200) skip('the operator allows more than 128 tags')
    verify.status(answer, 413)
  },
)

conformanceCase(
  {
    id: 'image-update.during-upload',
    title: 'What a patch changes during an upload stays changed',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ x: 'old' })
    const bytes = someBytes(256 * 1024)
    const uploading = target.open('PUT', filePath(id), { headers: OCTETS, length: bytes.length })
    await uploading.write(bytes.subarray(0, 128 * 1024))
    await delay(300)
    verify.status(await patch(target, id, [replace('/name', 'renamed'), replace('/x', 'new'), add('/y', 'made')]), 200)
    await uploading.write(bytes.subarray(128 * 1024))
    uploading.end()
    verify.status(await uploading.answer, 204)
    const image = (await target.get(imagePath(id))).json()
    verify.equal('status', image.status, 'active')
    verify.equal('size', image.size, bytes.length)
    verify.equal('name, x and y', [image.name, image.x, image.y], ['renamed', 'new', 'made'], 'R2')
  },
)
