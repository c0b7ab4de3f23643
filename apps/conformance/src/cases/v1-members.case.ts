import { conformanceCase } from '../conformance-case.ts'
import { pathV1 } from '../images-v1.ts'
import { memberPathV1, membersIn, membersOf, membersPathV1, putMemberV1, replaceMembersV1 } from '../members-v1.ts'
import { many, unknownId } from '../requests.ts'
import type { Target } from '../target.ts'
import { quirk } from '../verify.ts'

const MEMBER = 'conformance-member'

conformanceCase(
  {
    id: 'v1.members.put',
    title: 'An image is shared with a project, which may not share it unless that is said',
    operation: 'putMemberV1',
    status: 204,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1()
    const answer = await putMemberV1(target, id, MEMBER)
    verify.status(answer, 204)
    verify.equal('the length of the body', answer.body.length, 0)
    verify.status(await putMemberV1(target, id, 'conformance-sharer', true), 204)
    verify.equal('the members', await membersOf(target, id), { [MEMBER]: false, 'conformance-sharer': true })
  },
)

conformanceCase(
  {
    id: 'v1.members.put.again',
    title: 'Whether a member may share is said anew, and stays where it is left out',
    operation: 'putMemberV1',
    status: 204,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1()
    const wanted = { true: true, left: true, false: false, out: false }
    for (const [name, expected] of Object.entries(wanted)) {
      const said = name === 'left' || name === 'out' ? undefined : expected
      verify.status(await putMemberV1(target, id, MEMBER, said), 204)
      verify.equal('the members', await membersOf(target, id), { [MEMBER]: expected })
    }
  },
)

for (const [name, body] of [
  ['empty-object', '{}'],
  ['empty-member', '{"member":{}}'],
] as const)
  conformanceCase(
    {
      id: `v1.members.put.${name}`,
      title: `A body that says nothing of the member says that it may not share (${body})`,
      operation: 'putMemberV1',
      status: 204,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.imageV1()
      verify.status(await target.put(memberPathV1(id, MEMBER), { body }), 204)
      verify.equal('the members', await membersOf(target, id), { [MEMBER]: false })
    },
  )

for (const [name, body, taken] of [
  ['not-json', 'x', false],
  ['array', '[]', false],
  ['member-text', '{"member":"yes"}', false],
  ['can-share-text', '{"member":{"can_share":"yes"}}', true],
  ['can-share-number', '{"member":{"can_share":1}}', true],
] as const)
  conformanceCase(
    {
      id: `v1.members.put.refused.${name}`,
      title: `A body that says nothing that makes sense is refused (${name})`,
      operation: 'putMemberV1',
      status: 400,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.imageV1()
      const answer = await target.put(memberPathV1(id, MEMBER), { body })
      if (!verify.status(answer, 400, ...(taken ? [quirk('v1-member-form', 204)] : []))) return
      verify.equal('the members', await membersOf(target, id), {})
    },
  )

conformanceCase(
  {
    id: 'v1.members.put.protected',
    title: 'Protection is against deletion, not against sharing',
    operation: 'putMemberV1',
    status: 204,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1({ protected: 'True' })
    verify.status(await putMemberV1(target, id, MEMBER), 204)
  },
)

conformanceCase(
  {
    id: 'v1.members.put.longest',
    title: 'The id of a member has up to 255 characters',
    operation: 'putMemberV1',
    status: [204, 400],
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1()
    const longest = 'x'.repeat(255)
    verify.status(await putMemberV1(target, id, longest), 204)
    verify.status(await putMemberV1(target, id, `${longest}x`), 400, quirk('C26', 204, 500))
    verify.equal('the members', await membersOf(target, id), { [longest]: false })
  },
)

conformanceCase(
  {
    id: 'v1.members.list',
    title: 'An image has no members at first',
    operation: 'listMembersV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1()
    const answer = await target.get(membersPathV1(id))
    verify.status(answer, 200)
    verify.equal('the members', answer.json(), { members: [] })
    verify.status(await putMemberV1(target, id, MEMBER, true), 204)
    const listed = await target.get(membersPathV1(id))
    verify.equal('the members', listed.json(), { members: [{ member_id: MEMBER, can_share: true }] })
  },
)

conformanceCase(
  {
    id: 'v1.members.replace',
    title: 'The members are replaced; who stays may share as before, unless it is said',
    operation: 'replaceMembersV1',
    status: 204,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1()
    for (const member of ['a', 'b']) verify.status(await putMemberV1(target, id, member, true), 204)
    const answer = await replaceMembersV1(target, id, [
      { member_id: 'b' },
      { member_id: 'c' },
      { member_id: 'd', can_share: true },
    ])
    verify.status(answer, 204)
    verify.equal('the length of the body', answer.body.length, 0)
    verify.equal('the members', await membersOf(target, id), { b: true, c: false, d: true })
    verify.status(await replaceMembersV1(target, id, []), 204)
    verify.equal('the members', await membersOf(target, id), {})
  },
)

for (const [name, body, taken] of [
  ['nothing', undefined, false],
  ['not-json', 'x', false],
  ['array', '[]', false],
  ['other-name', '{"members":[]}', false],
  ['no-list', '{"memberships":{}}', false],
  ['no-member', '{"memberships":[{}]}', false],
  ['text', '{"memberships":["project"]}', false],
  ['member-number', '{"memberships":[{"member_id":1}]}', true],
  ['can-share-text', '{"memberships":[{"member_id":"project","can_share":"yes"}]}', true],
] as const)
  conformanceCase(
    {
      id: `v1.members.replace.refused.${name}`,
      title: `A body that does not name the members is refused (${name}), and they stay`,
      operation: 'replaceMembersV1',
      status: 400,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.imageV1()
      verify.status(await putMemberV1(target, id, MEMBER), 204)
      const answer = await target.put(membersPathV1(id), { ...(body !== undefined && { body }) })
      if (!verify.status(answer, 400, ...(taken ? [quirk('v1-member-form', 204)] : []))) return
      verify.equal('the members', await membersOf(target, id), { [MEMBER]: false })
    },
  )

conformanceCase(
  {
    id: 'v1.members.remove',
    title: 'A removed member is gone',
    operation: 'removeMemberV1',
    status: 204,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1()
    for (const member of [MEMBER, 'conformance-other']) verify.status(await putMemberV1(target, id, member), 204)
    const answer = await target.delete(memberPathV1(id, MEMBER))
    verify.status(answer, 204)
    verify.equal('the length of the body', answer.body.length, 0)
    verify.equal('the members', await membersOf(target, id), { 'conformance-other': false })
    verify.status(await target.delete(memberPathV1(id, MEMBER)), 404)
  },
)

const USUAL_QUOTA = 128

conformanceCase(
  {
    id: 'v1.members.too-many',
    title: 'An image has only so many members, added at once or one by one; those it has can be changed',
    operation: 'replaceMembersV1',
    status: [204, 413],
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify, skip }) => {
    const { id } = await resources.imageV1()
    const memberships = many(USUAL_QUOTA + 1).map((member_id) => ({ member_id }))
    const beyond = await replaceMembersV1(target, id, memberships)
    if (beyond.status === 204) skip(`the quota of this server is more than ${USUAL_QUOTA}`)
    verify.status(beyond, 413)
    verify.equal('the members', await membersOf(target, id), {})
    const full = await replaceMembersV1(target, id, memberships.slice(0, USUAL_QUOTA))
    if (full.status === 413) skip(`the quota of this server is less than ${USUAL_QUOTA}`)
    verify.status(full, 204)
  },
)

conformanceCase(
  {
    id: 'v1.members.put.too-many',
    title: 'An image that has all the members it may have gets no other, and one that goes makes room',
    operation: 'putMemberV1',
    status: [204, 413],
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify, skip }) => {
    const { id } = await resources.imageV1()
    const full = await replaceMembersV1(
      target,
      id,
      many(USUAL_QUOTA).map((member_id) => ({ member_id })),
    )
    if (full.status === 413) skip(`the quota of this server is less than ${USUAL_QUOTA}`)
    const answer = await putMemberV1(target, id, 'one-too-many')
    if (answer.status === 204) skip(`the quota of this server is more than ${USUAL_QUOTA}`)
    verify.status(answer, 413)
    verify.status(await putMemberV1(target, id, 'n0', true), 204, quirk('v1-member-quota', 413))
    verify.status(await target.delete(memberPathV1(id, 'n1')), 204)
    verify.status(await putMemberV1(target, id, 'one-too-many'), 204)
    verify.equal('the number of members', Object.keys(await membersOf(target, id)).length, USUAL_QUOTA)
  },
)

for (const [operation, name, ask] of [
  ['listMembersV1', 'list', (target: Target, id: string) => target.get(membersPathV1(id))],
  ['replaceMembersV1', 'replace', (target: Target, id: string) => replaceMembersV1(target, id, [])],
  ['putMemberV1', 'put', (target: Target, id: string) => putMemberV1(target, id, MEMBER)],
  ['removeMemberV1', 'remove', (target: Target, id: string) => target.delete(memberPathV1(id, MEMBER))],
] as const)
  conformanceCase(
    {
      id: `v1.members.${name}.unknown-image`,
      title: 'An image that does not exist, or not any more, has no members and gets none',
      operation,
      status: 404,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      verify.status(await ask(target, unknownId()), 404)
      const { id } = await resources.imageV1()
      verify.status(await putMemberV1(target, id, MEMBER), 204)
      verify.status(await target.delete(pathV1(id)), 200, quirk('v1-delete', 204))
      verify.status(await ask(target, id), 404)
    },
  )

for (const [operation, name, method, path] of [
  ['listMembersV1', 'list', 'GET', membersPathV1],
  ['removeMemberV1', 'remove', 'DELETE', (id: string) => memberPathV1(id, MEMBER)],
] as const)
  conformanceCase(
    {
      id: `v1.members.${name}.body`,
      title: `${method} with a body is refused`,
      operation,
      status: 400,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.imageV1()
      verify.status(await putMemberV1(target, id, MEMBER), 204)
      verify.status(await target.request(method, path(id), { body: '{}' }), 400)
      verify.equal('the members', membersIn(await target.get(membersPathV1(id))), { [MEMBER]: false })
    },
  )
