import { conformanceCase } from '../conformance-case.ts'
import { addMember, memberPath, membersPath, setStatus, sharedImage } from '../image-members.ts'
import { quirk } from '../verify.ts'

conformanceCase(
  {
    id: 'image-members.update',
    title: 'A member accepts, rejects and takes that back; its answer shows',
    operation: 'updateMember',
    status: 200,
    needs: ['write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id, project } = await sharedImage({ target, other, resources })
    for (const status of ['accepted', 'accepted', 'rejected', 'pending'] as const) {
      const answer = await setStatus(other, id, project, status)
      verify.status(answer, 200)
      verify.equal('the status', answer.json().status, status)
      verify.equal('the member', (await target.get(memberPath(id, project))).json(), answer.json())
    }
  },
)

conformanceCase(
  {
    id: 'image-members.update.administrator',
    title: 'An administrator may answer for a member',
    operation: 'updateMember',
    status: 200,
    needs: ['write', 'administrator'],
  },
  async ({ client, resources, target, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'shared' })
    await client.members.add(id, 'conformance-member')
    verify.status(await setStatus(target, id, 'conformance-member', 'accepted'), 200)
    verify.equal('the status', (await client.members.show(id, 'conformance-member')).status, 'accepted')
  },
)

for (const [name, body] of [
  ['nothing', undefined],
  ['not-json', 'x'],
  ['array', '[]'],
  ['no-status', '{}'],
  ['empty', '{"status":""}'],
  ['null', '{"status":null}'],
  ['unknown', '{"status":"maybe"}'],
  ['all', '{"status":"all"}'],
  ['list', '{"status":["accepted"]}'],
] as const)
  conformanceCase(
    {
      id: `image-members.update.refused.${name}`,
      title: `A body that says no status is refused (${name})`,
      operation: 'updateMember',
      status: 400,
      needs: ['write', 'otherCaller'],
    },
    async ({ target, other, resources, verify }) => {
      const { id, project } = await sharedImage({ target, other, resources })
      verify.status(await other.put(memberPath(id, project), { ...(body !== undefined && { body }) }), 400)
      verify.equal('the status', (await target.get(memberPath(id, project))).json().status, 'pending')
    },
  )

conformanceCase(
  {
    id: 'image-members.update.owner',
    title: 'The owner of an image does not answer for those it is shared with',
    operation: 'updateMember',
    status: 403,
    needs: ['write', 'member'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'shared' })
    verify.status(await addMember(target, id, 'conformance-member'), 200)
    verify.status(await setStatus(target, id, 'conformance-member', 'accepted'), 403)
    verify.equal('the status', (await target.get(memberPath(id, 'conformance-member'))).json().status, 'pending')
  },
)

conformanceCase(
  {
    id: 'image-members.update.owner-as-member',
    title: 'An owner that is a member of its own image does not answer either',
    operation: 'updateMember',
    status: 403,
    needs: ['write', 'member'],
  },
  async ({ target, resources, verify }) => {
    const { id, owner } = await resources.queuedImage({ visibility: 'shared' })
    verify.status(await addMember(target, id, String(owner)), 200)
    verify.status(await setStatus(target, id, String(owner), 'accepted'), 403)
  },
)

conformanceCase(
  {
    id: 'image-members.update.wrong-by-owner',
    title: 'A status that does not exist is refused as such, whoever sends it',
    operation: 'updateMember',
    status: 400,
    needs: ['write', 'member'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'shared' })
    verify.status(await addMember(target, id, 'conformance-member'), 200)
    const answer = await target.put(memberPath(id, 'conformance-member'), { json: { status: 'maybe' } })
    verify.status(answer, 400, quirk('status-after-rights', 403))
  },
)

conformanceCase(
  {
    id: 'image-members.add.by-member',
    title: 'A member does not share the image further',
    operation: 'addMember',
    status: 403,
    needs: ['write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id, project } = await sharedImage({ target, other, resources }, { status: 'accepted' })
    verify.status(await addMember(other, id, 'conformance-third'), 403)
    const { members } = (await target.get(membersPath(id))).json()
    verify.equal(
      'the members',
      members.map(({ member_id }: { member_id: string }) => member_id),
      [project],
    )
  },
)

conformanceCase(
  {
    id: 'image-members.remove.by-member',
    title: 'A member does not remove itself: it rejects the image',
    operation: 'removeMember',
    status: 403,
    needs: ['write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id, project } = await sharedImage({ target, other, resources })
    verify.status(await other.delete(memberPath(id, project)), 403)
    verify.status(await target.get(memberPath(id, project)), 200)
  },
)

conformanceCase(
  {
    id: 'image-members.list.by-member',
    title: 'A member sees itself among the members, and nobody else',
    operation: 'listMembers',
    status: 200,
    needs: ['write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id, project } = await sharedImage({ target, other, resources })
    verify.status(await addMember(target, id, 'conformance-third'), 200)
    const answer = await other.get(membersPath(id))
    verify.status(answer, 200)
    verify.equal('the members', answer.json().members, [(await target.get(memberPath(id, project))).json()])
  },
)

for (const [method, operation, name] of [
  ['GET', 'showMember', 'show'],
  ['PUT', 'updateMember', 'update'],
  ['DELETE', 'removeMember', 'remove'],
] as const)
  conformanceCase(
    {
      id: `image-members.${name}.another-by-member`,
      title: 'Another member does not exist for a member',
      operation,
      status: 404,
      needs: ['write', 'otherCaller'],
    },
    async ({ target, other, resources, verify }) => {
      const { id } = await sharedImage({ target, other, resources })
      verify.status(await addMember(target, id, 'conformance-third'), 200)
      const body = method === 'PUT' ? { json: { status: 'accepted' } } : {}
      verify.status(await other.request(method, memberPath(id, 'conformance-third'), body), 404)
    },
  )

for (const [method, operation, name, path] of [
  ['GET', 'listMembers', 'list', membersPath],
  ['POST', 'addMember', 'add', membersPath],
  ['GET', 'showMember', 'show', (id: string) => memberPath(id, 'conformance-member')],
  ['PUT', 'updateMember', 'update', (id: string) => memberPath(id, 'conformance-member')],
  ['DELETE', 'removeMember', 'remove', (id: string) => memberPath(id, 'conformance-member')],
] as const)
  conformanceCase(
    {
      id: `image-members.${name}.invisible`,
      title: 'An image that is not shared with a project does not exist for it',
      operation,
      status: 404,
      needs: ['write', 'otherCaller'],
    },
    async ({ target, other, resources, verify }) => {
      const { id } = await resources.queuedImage({ visibility: 'shared' })
      verify.status(await addMember(target, id, 'conformance-member'), 200)
      const bodies: Record<string, unknown> = { POST: { member: 'conformance-x' }, PUT: { status: 'accepted' } }
      const body = method in bodies ? { json: bodies[method] } : {}
      verify.status(await other.request(method, path(id), body), 404)
    },
  )
