import type { Need } from '../capabilities.ts'
import { conformanceCase } from '../conformance-case.ts'
import { pathV1, RAW, shownV1 } from '../images-v1.ts'
import { unknownId } from '../requests.ts'
import { createFrom, ORIGINS, updateFrom } from '../sources-v1.ts'
import { quirk } from '../verify.ts'

const SCHEMES = [
  ['file', 'file:///etc/passwd'],
  ['upper-case', 'FILE:///etc/passwd'],
  ['one-slash', 'file:/etc/passwd'],
  ['host', 'file://localhost/etc/passwd'],
  ['filesystem', 'filesystem:///etc/passwd'],
  ['swift', 'swift+config://reference/container/object'],
  ['gopher', 'gopher://127.0.0.1/'],
  ['none', 'nonsense'],
  ['empty', ''],
] as const

// Nobody listens there: a server that would go is told so, and gets nothing.
const ADDRESSES = [
  ['loopback', 'http://127.0.0.1:1/x'],
  ['loopback-6', 'http://[::1]:1/x'],
  ['mapped', 'http://[::ffff:127.0.0.1]:1/x'],
  ['decimal', 'http://2130706433:1/x'],
  ['hexadecimal', 'http://0x7f.1:1/x'],
  ['octal', 'http://0177.0.0.1:1/x'],
  ['any', 'http://0.0.0.0:1/x'],
  ['credentials', 'http://images.example@127.0.0.1:1/x'],
] as const

/** Copies are for administrators, where the operator does not say otherwise. */
const NEEDS: Record<keyof typeof ORIGINS, Need[]> = {
  location: ['v1', 'write'],
  copy: ['v1', 'write', 'administrator'],
}

for (const origin of Object.keys(ORIGINS) as (keyof typeof ORIGINS)[]) {
  for (const [name, url] of [...SCHEMES, ...ADDRESSES]) {
    const isAddress = ADDRESSES.some(([one]) => one === name)
    conformanceCase(
      {
        id: `v1.${origin}.refused.${name}`,
        title: `There is no new image of a ${origin} at ${url || 'an empty URL'}`,
        operation: 'createImageV1',
        status: 400,
        needs: NEEDS[origin],
      },
      async ({ target, verify }) => {
        const id = unknownId()
        const answer = await createFrom(target, origin, url, { id })
        if (!verify.status(answer, 400, ...(isAddress ? [quirk('S21', 201, 404)] : []))) return
        verify.status(await target.head(pathV1(id)), 404, quirk('v1-leftovers', 200))
      },
    )
  }

  conformanceCase(
    {
      id: `v1.${origin}.refused.reserved`,
      title: `A reserved image gets no ${origin} at a file of the server, and stays reserved`,
      operation: 'updateImageV1',
      status: 400,
      needs: NEEDS[origin],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.imageV1(RAW)
      verify.status(await updateFrom(target, id, origin, 'file:///etc/passwd'), 400)
      const { status, size } = await shownV1(target, id)
      verify.equal('the image', { status, size }, { status: 'queued', size: 0 })
    },
  )
}

conformanceCase(
  {
    id: 'v1.copy.no-such-host',
    title: 'There is no new image of a copy from a host that does not exist, or that is not for everyone to know of',
    operation: 'createImageV1',
    status: [400, 404],
    needs: NEEDS.copy,
  },
  async ({ target, verify }) => {
    const id = unknownId()
    verify.status(await createFrom(target, 'copy', 'http://images.invalid/x', { id }), [400, 404])
    verify.status(await target.head(pathV1(id)), 404, quirk('v1-leftovers', 200))
  },
)

for (const [operation, name] of [
  ['createImageV1', 'new'],
  ['updateImageV1', 'reserved'],
] as const)
  conformanceCase(
    {
      id: `v1.copy.${name}.by-member`,
      title: 'Whoever is no administrator has nothing copied, unless the operator says so',
      operation,
      status: 403,
      needs: ['v1', 'write', 'authentication', 'member'],
    },
    async ({ target, resources, verify }) => {
      const { id } = name === 'new' ? { id: unknownId() } : await resources.imageV1(RAW)
      const url = 'http://images.invalid/x'
      const answer = await (name === 'new'
        ? createFrom(target, 'copy', url, { id })
        : updateFrom(target, id, 'copy', url))
      if (!verify.status(answer, 403, quirk('S21', 201, 400, 404))) return
      if (name === 'new') verify.status(await target.head(pathV1(id)), 404)
      else verify.equal('the status', (await shownV1(target, id)).status, 'queued')
    },
  )
