import { conformanceCase } from '../conformance-case.ts'
import { add, filePath, imagePath, patch, patch20, remove, replace, someBytes, unknownId } from '../requests.ts'
import { quirk } from '../verify.ts'

const WRONG_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  name: [3, true, [], {}, 'x'.repeat(256)],
  visibility: ['secret', '', 3, null],
  protected: ['true', 1, null],
  os_hidden: ['true', 0, null],
  min_disk: [-1, 2147483648, 1.5, '1', null],
  min_ram: [-1, 2147483648, 1.5, '1', null],
  disk_format: ['floppy', '', 3],
  container_format: ['box', '', 3],
  tags: ['one', { one: true }, [3], [null], ['x'.repeat(256)], null],
  custom: [3, 1.5, true, null, [], {}],
  kernel_id: ['not-a-uuid', 3],
}

for (const [attribute, values] of Object.entries(WRONG_VALUES))
  conformanceCase(
    {
      id: `image-update.wrong.${attribute.replaceAll('_', '-')}`,
      title: `Values that ${attribute} cannot have are refused`,
      operation: 'updateImage',
      status: 400,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      for (const value of values) verify.status(await patch(target, id, [add(`/${attribute}`, value)]), 400)
    },
  )

const READ_ONLY: Readonly<Record<string, unknown>> = {
  id: unknownId(),
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  status: 'active',
  checksum: 'd41d8cd98f00b204e9800998ecf8427e',
  size: 1,
  virtual_size: 1,
  direct_url: 'file:///x',
  self: 'x',
  file: 'x',
  schema: 'x',
  os_hash_algo: 'sha512',
  os_hash_value: 'ab',
}

for (const [attribute, value] of Object.entries(READ_ONLY))
  conformanceCase(
    {
      id: `image-update.read-only.${attribute.replaceAll('_', '-')}`,
      title: `${attribute} is only the server's to set`,
      operation: 'updateImage',
      status: 403,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      const items = [add(`/${attribute}`, value), replace(`/${attribute}`, value), remove(`/${attribute}`)]
      for (const item of items) verify.status(await patch(target, id, [item]), 403)
      verify.status(await patch20(target, id, [{ replace: `/${attribute}`, value }]), 403)
    },
  )

for (const attribute of ['location', 'deleted', 'deleted_at', 'os_glance', 'os_glance_import_task'])
  conformanceCase(
    {
      id: `image-update.reserved.${attribute.replaceAll('_', '-')}`,
      title: `${attribute} is reserved`,
      operation: 'updateImage',
      status: 403,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      for (const item of [add(`/${attribute}`, 'x'), replace(`/${attribute}`, 'x'), remove(`/${attribute}`)])
        verify.status(await patch(target, id, [item]), 403)
    },
  )

conformanceCase(
  {
    id: 'image-update.read-only.stores',
    title: 'stores is only the server’s to set',
    operation: 'updateImage',
    status: 403,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await patch(target, id, [add('/stores', 'x')]), 403, quirk('C17', 200))
  },
)

for (const attribute of ['image_id', 'extra_properties', 'member'])
  conformanceCase(
    {
      id: `image-update.odd-name.${attribute.replaceAll('_', '-')}`,
      title: `${attribute} is an ordinary name, or refused`,
      operation: 'updateImage',
      status: [200, 400],
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      const answer = await patch(target, id, [add(`/${attribute}`, 'x')])
      if (!verify.status(answer, [200, 400], quirk('C18', 403, 404, 500)) || answer.status === 400) return
      verify.equal(attribute, answer.json()[attribute], 'x', 'C18')
    },
  )

conformanceCase(
  {
    id: 'image-update.remove-base',
    title: 'Base attributes cannot be removed',
    operation: 'updateImage',
    status: 403,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    for (const name of ['name', 'visibility', 'tags', 'protected', 'min_disk', 'owner', 'disk_format', 'os_hidden'])
      verify.status(await patch(target, id, [remove(`/${name}`)]), 403)
    verify.status(await patch20(target, id, [{ remove: '/name' }]), 403)
  },
)

conformanceCase(
  {
    id: 'image-update.formats-of-active',
    title: 'Formats of an active image cannot change, other attributes can',
    operation: 'updateImage',
    status: [200, 403],
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    verify.status(await patch(target, id, [replace('/disk_format', 'iso')]), 403)
    verify.status(await patch(target, id, [replace('/container_format', 'ovf')]), 403)
    verify.status(await patch(target, id, [replace('/name', 'x')]), 200)
  },
)

conformanceCase(
  {
    id: 'image-update.public-by-member',
    title: 'A member may not make an image public, nor give it away',
    operation: 'updateImage',
    status: 403,
    needs: ['write', 'authentication', 'member'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await patch(target, id, [replace('/visibility', 'public')]), 403)
    verify.status(await patch(target, id, [replace('/owner', 'another-project')]), 403)
    verify.status(await patch(target, id, [add('/owner', 'another-project')]), 403)
  },
)

conformanceCase(
  {
    id: 'image-update.locations',
    title: 'Locations are not for callers to change where they are not shown',
    operation: 'updateImage',
    status: 403,
    needs: ['write'],
  },
  async ({ target, resources, verify, skip }) => {
    const image = await resources.activeImage(someBytes(100))
    if ('locations' in image) skip('this server shows locations')
    const value = { url: 'http://127.0.0.1/x', metadata: {} }
    verify.status(await patch(target, image.id, [add('/locations/-', value)]), 403)
    verify.status(await patch(target, image.id, [replace('/locations', [])]), 403)
    verify.status(await patch(target, image.id, [remove('/locations/0')]), 403)
  },
)

conformanceCase(
  {
    id: 'image-update.locations.empty',
    title: 'No patch takes the data away from an active image',
    operation: 'updateImage',
    status: 403,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const before = await resources.activeImage(someBytes(100))
    verify.status(await patch(target, before.id, [replace('/locations', [])]), 403)
    verify.equal('the image', (await target.get(imagePath(before.id))).json(), before)
    verify.status(await target.get(filePath(before.id)), 200)
  },
)
