import { conformanceCase } from '../conformance-case.ts'
import { addMember, memberPath, membersPath } from '../image-members.ts'
import { imagePath, many, patch, replace, unknownId } from '../requests.ts'
import type { Answer, Target } from '../target.ts'
import { quirk } from '../verify.ts'

const memberIds = (answer: Answer): string[] => answer.json().members.map((one: { member_id: string }) => one.member_id)

conformanceCase(
  {
    id: 'image-members.add',
    title: 'A shared image is shared with a project, which is pending',
    operation: 'addMember',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'shared' })
    const answer = await addMember(target, id, 'conformance-member')
    verify.status(answer, 200)
    const { created_at, updated_at, ...member } = answer.json()
    verify.equal('the member', member, {
      member_id: 'conformance-member',
      image_id: id,
      status: 'pending',
      schema: '/v2/schemas/member',
    })
    for (const time of [created_at, updated_at])
      verify.that(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time), 'a time is not in whole seconds', { actual: time })
  },
)

conformanceCase(
  {
    id: 'image-members.add.longest',
    title: 'A member id has up to 255 characters',
    operation: 'addMember',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'shared' })
    const member = 'x'.repeat(255)
    verify.status(await addMember(target, id, member), 200)
    verify.equal('the members', memberIds(await target.get(membersPath(id))), [member])
  },
)

for (const [name, body, accepted] of [
  ['nothing', undefined, []],
  ['not-json', 'x', []],
  ['scalar', '"project"', []],
  ['array', '[]', []],
  ['no-member', '{}', []],
  ['other-name', '{"member_id":"project"}', []],
  ['empty', '{"member":""}', []],
  ['null', '{"member":null}', []],
  ['integer', '{"member":1}', [200]],
  ['boolean', '{"member":true}', [200]],
  ['too-long', `{"member":"${'x'.repeat(256)}"}`, [200, 500]],
] as const)
  conformanceCase(
    {
      id: `image-members.add.refused.${name}`,
      title: `A body that names no project is refused (${name})`,
      operation: 'addMember',
      status: 400,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage({ visibility: 'shared' })
      const answer = await target.post(membersPath(id), { ...(body !== undefined && { body }) })
      if (!verify.status(answer, 400, ...(accepted.length > 0 ? [quirk('C26', ...accepted)] : []))) return
      verify.equal('the members', memberIds(await target.get(membersPath(id))), [])
    },
  )

conformanceCase(
  {
    id: 'image-members.add.twice',
    title: 'A project that is a member already is a conflict',
    operation: 'addMember',
    status: 409,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'shared' })
    verify.status(await addMember(target, id, 'conformance-member'), 200)
    verify.status(await addMember(target, id, 'conformance-member'), 409)
    verify.equal('the members', memberIds(await target.get(membersPath(id))), ['conformance-member'])
  },
)

const USUAL_QUOTA = 128

conformanceCase(
  {
    id: 'image-members.add.too-many',
    title: 'An image has only so many members; a member is a conflict then too, and one that goes makes room',
    operation: 'addMember',
    status: 413,
    needs: ['write'],
  },
  async ({ target, resources, verify, skip }) => {
    const { id } = await resources.queuedImage({ visibility: 'shared' })
    for (const member of many(USUAL_QUOTA)) {
      const answer = await addMember(target, id, member)
      if (answer.status === 413) skip(`the quota of this server is less than ${USUAL_QUOTA}`)
      verify.status(answer, 200)
    }
    const answer = await addMember(target, id, 'one-too-many')
    if (answer.status === 200) skip(`the quota of this server is more than ${USUAL_QUOTA}`)
    verify.status(answer, 413)
    verify.equal('the number of members', memberIds(await target.get(membersPath(id))).length, USUAL_QUOTA)
    verify.status(await addMember(target, id, 'n0'), 409, quirk('quota-before-conflict', 413))
    verify.status(await target.delete(memberPath(id, 'n0')), 204)
    verify.status(await addMember(target, id, 'n0'), 200)
  },
)

conformanceCase(
  {
    id: 'image-members.add.protected',
    title: 'Protection is against deletion, not against sharing',
    operation: 'addMember',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'shared', protected: true })
    verify.status(await addMember(target, id, 'conformance-member'), 200)
  },
)

conformanceCase(
  {
    id: 'image-members.list',
    title: 'Members are listed',
    operation: 'listMembers',
    status: 200,
    needs: ['write'],
  },
  async ({ client, resources, target, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'shared' })
    const empty = await target.get(membersPath(id))
    verify.status(empty, 200)
    verify.equal('the list of none', empty.json(), { members: [], schema: '/v2/schemas/members' })
    const added = [await client.members.add(id, 'conformance-a'), await client.members.add(id, 'conformance-b')]
    const listed = (await target.get(membersPath(id))).json().members
    verify.equal(
      'the members',
      listed.toSorted((a: { member_id: string }, b: { member_id: string }) => a.member_id.localeCompare(b.member_id)),
      added,
    )
  },
)

conformanceCase(
  {
    id: 'image-members.show',
    title: 'A member is shown as it was added',
    operation: 'showMember',
    status: 200,
    needs: ['write'],
  },
  async ({ client, resources, target, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'shared' })
    const added = await client.members.add(id, 'conformance-member')
    const answer = await target.get(memberPath(id, 'conformance-member'))
    verify.status(answer, 200)
    verify.equal('the member', answer.json(), added)
    verify.equal('the member that the client reads', await client.members.show(id, 'conformance-member'), added)
  },
)

conformanceCase(
  {
    id: 'image-members.remove',
    title: 'A removed member is gone, and can be added anew',
    operation: 'removeMember',
    status: 204,
    needs: ['write'],
  },
  async ({ client, resources, target, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'shared' })
    await client.members.add(id, 'conformance-a')
    await client.members.add(id, 'conformance-b')
    const answer = await target.delete(memberPath(id, 'conformance-a'))
    verify.status(answer, 204)
    verify.equal('the length of the body', answer.body.length, 0)
    verify.equal('the members', memberIds(await target.get(membersPath(id))), ['conformance-b'])
    verify.equal(
      'the status of one that is added anew',
      (await client.members.add(id, 'conformance-a')).status,
      'pending',
    )
  },
)

const ONE = [
  ['GET', 'showMember', 'show'],
  ['PUT', 'updateMember', 'update'],
  ['DELETE', 'removeMember', 'remove'],
] as const
const BOTH = [['GET', 'listMembers', 'list'], ['POST', 'addMember', 'add'], ...ONE] as const

/** A good request about a member, or about all. */
const ask = (target: Target, method: string, id: string, member = 'conformance-member') => {
  if (method === 'PUT') return target.put(memberPath(id, member), { json: { status: 'accepted' } })
  return target.request(method, memberPath(id, member))
}

for (const [method, operation, name] of BOTH)
  conformanceCase(
    {
      id: `image-members.${name}.unknown-image`,
      title: 'An image that does not exist has no members, and gets none',
      operation,
      status: 404,
    },
    async ({ target, verify }) => {
      const id = unknownId()
      if (operation === 'listMembers') verify.status(await target.get(membersPath(id)), 404)
      else if (operation === 'addMember') verify.status(await addMember(target, id, 'conformance-member'), 404)
      else verify.status(await ask(target, method, id), 404)
    },
  )

for (const [method, operation, name] of ONE)
  conformanceCase(
    {
      id: `image-members.${name}.unknown`,
      title: 'A project that the image is not shared with is 404',
      operation,
      status: 404,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage({ visibility: 'shared' })
      verify.status(await ask(target, method, id, 'conformance-nobody'), 404)
    },
  )

for (const [operation, name, method, path] of [
  ['listMembers', 'list', 'GET', membersPath],
  ['showMember', 'show', 'GET', (id: string) => memberPath(id, 'conformance-member')],
  ['removeMember', 'remove', 'DELETE', (id: string) => memberPath(id, 'conformance-member')],
] as const)
  conformanceCase(
    {
      id: `image-members.${name}.body`,
      title: `${operation} with a body is refused`,
      operation,
      status: 400,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage({ visibility: 'shared' })
      verify.status(await addMember(target, id, 'conformance-member'), 200)
      verify.status(await target.request(method, path(id), { body: '{}' }), 400)
      verify.equal('the members', memberIds(await target.get(membersPath(id))), ['conformance-member'])
    },
  )

for (const visibility of ['private', 'community'] as const)
  for (const [method, operation, name] of BOTH)
    conformanceCase(
      {
        id: `image-members.${name}.${visibility}`,
        title: `A ${visibility} image has no members, although it keeps those from before`,
        operation,
        status: operation === 'showMember' ? 404 : 403,
        needs: ['write'],
      },
      async ({ target, resources, verify }) => {
        const { id } = await resources.queuedImage({ visibility: 'shared' })
        verify.status(await addMember(target, id, 'conformance-member'), 200)
        verify.status(await patch(target, id, [replace('/visibility', visibility)]), 200)
        if (operation === 'listMembers') verify.status(await target.get(membersPath(id)), 403)
        else if (operation === 'addMember') verify.status(await addMember(target, id, 'conformance-other'), 403)
        else verify.status(await ask(target, method, id), operation === 'showMember' ? 404 : 403)
        verify.status(await patch(target, id, [replace('/visibility', 'shared')]), 200)
        verify.equal('the members', memberIds(await target.get(membersPath(id))), ['conformance-member'])
      },
    )

conformanceCase(
  {
    id: 'image-members.list.deleted',
    title: 'A deleted image has no members',
    operation: 'listMembers',
    status: 404,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'shared' })
    verify.status(await addMember(target, id, 'conformance-member'), 200)
    verify.status(await target.delete(imagePath(id)), 204)
    verify.status(await target.get(membersPath(id)), 404)
  },
)
