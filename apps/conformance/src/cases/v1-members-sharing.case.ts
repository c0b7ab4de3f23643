import { conformanceCase } from '../conformance-case.ts'
import { projectOf } from '../image-members.ts'
import { IMAGES_V1, idsV1, pathV1, RAW, updateV1 } from '../images-v1.ts'
import {
  memberPathV1,
  membersIn,
  membersOf,
  membersPathV1,
  putMemberV1,
  replaceMembersV1,
  sharedImageV1,
  sharedPathV1,
} from '../members-v1.ts'
import { someBytes } from '../requests.ts'
import type { Answer, Target } from '../target.ts'
import { quirk } from '../verify.ts'

const THIRD = 'conformance-third'

const sharedIn = (answer: Answer): Record<string, boolean> =>
  Object.fromEntries(
    answer.json().shared_images.map((one: { image_id: string; can_share: boolean }) => [one.image_id, one.can_share]),
  )

conformanceCase(
  {
    id: 'v1.sharing.use',
    title: 'A member has the image in its lists at once, shows and downloads it, and changes nothing',
    operation: 'listImagesV1',
    status: 200,
    needs: ['v1', 'write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const body = someBytes(100)
    const group = resources.name('group')
    const fields = { ...RAW, 'property-group': group }
    const { id } = await sharedImageV1({ target, other, resources }, { fields, body })
    const answer = await other.get(`${IMAGES_V1}?property-group=${group}`)
    verify.status(answer, 200)
    verify.equal('the images', idsV1(answer), [id])
    verify.status(await other.head(pathV1(id)), 200)
    verify.bytes('the data', (await other.get(pathV1(id))).body, body)
    verify.status(await updateV1(other, id, { name: 'mine' }), 403)
    verify.status(await other.delete(pathV1(id)), 403)
  },
)

conformanceCase(
  {
    id: 'v1.sharing.end',
    title: 'The image does not exist any more for a member that was removed',
    operation: 'showImageMetadataV1',
    status: 404,
    needs: ['v1', 'write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id, project } = await sharedImageV1({ target, other, resources })
    verify.status(await other.head(pathV1(id)), 200)
    verify.status(await target.delete(memberPathV1(id, project)), 204)
    verify.status(await other.head(pathV1(id)), 404)
    verify.equal('what is shared', sharedIn(await other.get(sharedPathV1(project)))[id], undefined)
  },
)

conformanceCase(
  {
    id: 'v1.sharing.shared-images',
    title: 'A project lists what is shared with it, and whether it may share that',
    operation: 'listSharedImagesV1',
    status: 200,
    needs: ['v1', 'write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id: used, project } = await sharedImageV1({ target, other, resources })
    const { id: passedOn } = await sharedImageV1({ target, other, resources }, { canShare: true })
    const answer = await other.get(sharedPathV1(project))
    verify.status(answer, 200)
    const shared = sharedIn(answer)
    verify.equal('can_share of both', [shared[used], shared[passedOn]], [false, true])
    verify.status(await target.delete(pathV1(used)), 200, quirk('v1-delete', 204))
    verify.equal('a deleted image', sharedIn(await other.get(sharedPathV1(project)))[used], undefined)
  },
)

conformanceCase(
  {
    id: 'v1.sharing.shared-images.administrator',
    title: 'Administrators list what is shared with any project; of one that does not exist, nothing',
    operation: 'listSharedImagesV1',
    status: 200,
    needs: ['v1', 'write', 'administrator'],
  },
  async ({ target, resources, verify }) => {
    const project = resources.name('project')
    const none = await target.get(sharedPathV1(project))
    verify.status(none, 200)
    verify.equal('what is shared with nobody', none.json(), { shared_images: [] })
    const { id } = await resources.imageV1()
    verify.status(await putMemberV1(target, id, project, true), 204)
    const answer = await target.get(sharedPathV1(project))
    verify.equal('what is shared', answer.json(), { shared_images: [{ image_id: id, can_share: true }] })
  },
)

conformanceCase(
  {
    id: 'v1.sharing.shared-images.of-others',
    title: 'What is shared with another project is not for a member to know',
    operation: 'listSharedImagesV1',
    status: 403,
    needs: ['v1', 'authentication', 'member'],
  },
  async ({ target, verify }) => {
    verify.status(await target.get(sharedPathV1('conformance-project')), 403)
  },
)

conformanceCase(
  {
    id: 'v1.sharing.shared-images.body',
    title: 'GET with a body is refused',
    operation: 'listSharedImagesV1',
    status: 400,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const project = await projectOf(target, resources)
    verify.status(await target.get(sharedPathV1(String(project)), { body: '{}' }), 400)
  },
)

conformanceCase(
  {
    id: 'v1.sharing.passed-on',
    title: 'A member that may share the image shares it with others, and may be told not to',
    operation: 'putMemberV1',
    status: [204, 404],
    needs: ['v1', 'write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id, project } = await sharedImageV1({ target, other, resources }, { canShare: true })
    verify.status(await putMemberV1(other, id, THIRD), 204)
    verify.equal('the members', await membersOf(target, id), { [project]: true, [THIRD]: false })
    verify.status(await putMemberV1(target, id, project, false), 204)
    verify.status(await putMemberV1(other, id, 'conformance-fourth'), 404)
    verify.equal('the members', await membersOf(target, id), { [project]: false, [THIRD]: false })
  },
)

for (const [operation, name, ask] of [
  ['putMemberV1', 'put', (target: Target, id: string) => putMemberV1(target, id, THIRD)],
  ['putMemberV1', 'itself', (target: Target, id: string, own: string) => putMemberV1(target, id, own, true)],
  ['replaceMembersV1', 'replace', (target: Target, id: string) => replaceMembersV1(target, id, [{ member_id: THIRD }])],
  ['removeMemberV1', 'remove', (target: Target, id: string, own: string) => target.delete(memberPathV1(id, own))],
] as const)
  conformanceCase(
    {
      id: `v1.sharing.by-member.${name}`,
      title: `A member that may not share the image has no say in who is one (${name})`,
      operation,
      status: 404,
      needs: ['v1', 'write', 'otherCaller'],
    },
    async ({ target, other, resources, verify }) => {
      const { id, project } = await sharedImageV1({ target, other, resources })
      verify.status(await ask(other, id, project), 404)
      verify.equal('the members', await membersOf(target, id), { [project]: false })
    },
  )

conformanceCase(
  {
    id: 'v1.sharing.by-sharer',
    title: 'A member that may share the image adds others, and no more than that',
    operation: 'replaceMembersV1',
    status: 404,
    needs: ['v1', 'write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id, project } = await sharedImageV1({ target, other, resources }, { canShare: true })
    verify.status(await putMemberV1(target, id, THIRD), 204)
    verify.status(await replaceMembersV1(other, id, [{ member_id: project }]), 404, quirk('v1-sharers', 204))
    verify.status(await other.delete(memberPathV1(id, THIRD)), 404, quirk('v1-sharers', 204))
    verify.equal('the members', await membersOf(target, id), { [project]: true, [THIRD]: false }, 'v1-sharers')
  },
)

conformanceCase(
  {
    id: 'v1.sharing.by-sharer.rights',
    title: 'A member that may share the image leaves to its owner what members may do, itself and others',
    operation: 'putMemberV1',
    status: [204, 404],
    needs: ['v1', 'write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id, project } = await sharedImageV1({ target, other, resources }, { canShare: true })
    verify.status(await putMemberV1(target, id, THIRD), 204)
    verify.status(await putMemberV1(other, id, THIRD), 204)
    verify.status(await putMemberV1(other, id, THIRD, false), 204)
    verify.status(await putMemberV1(other, id, THIRD, true), 404, quirk('v1-sharers', 204))
    verify.status(await putMemberV1(other, id, project, false), 404, quirk('v1-sharers', 204))
    verify.equal('the members', await membersOf(target, id), { [project]: true, [THIRD]: false }, 'v1-sharers')
  },
)

conformanceCase(
  {
    id: 'v1.sharing.list.by-member',
    title: 'A member sees itself among the members, and nobody else',
    operation: 'listMembersV1',
    status: 200,
    needs: ['v1', 'write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id, project } = await sharedImageV1({ target, other, resources })
    verify.status(await putMemberV1(target, id, THIRD), 204)
    const answer = await other.get(membersPathV1(id))
    verify.status(answer, 200)
    verify.equal('the members', membersIn(answer), { [project]: false }, 'v1-members-seen')
  },
)

conformanceCase(
  {
    id: 'v1.sharing.list.by-anybody',
    title: 'Who only sees an image is not told with whom it is shared',
    operation: 'listMembersV1',
    status: 403,
    needs: ['v1', 'write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'community' })
    verify.status(await putMemberV1(target, id, THIRD), 204)
    verify.status(await other.get(membersPathV1(id)), 403, quirk('v1-members-seen', 200))
  },
)

for (const [operation, name, ask] of [
  ['listMembersV1', 'list', (target: Target, id: string) => target.get(membersPathV1(id))],
  ['replaceMembersV1', 'replace', (target: Target, id: string) => replaceMembersV1(target, id, [])],
  ['putMemberV1', 'put', (target: Target, id: string) => putMemberV1(target, id, THIRD)],
  ['removeMemberV1', 'remove', (target: Target, id: string) => target.delete(memberPathV1(id, THIRD))],
] as const)
  conformanceCase(
    {
      id: `v1.sharing.invisible.${name}`,
      title: 'An image that is not shared with a project does not exist for it, and has no members',
      operation,
      status: 404,
      needs: ['v1', 'write', 'otherCaller'],
    },
    async ({ target, other, resources, verify }) => {
      const { id } = await resources.imageV1()
      verify.status(await putMemberV1(target, id, THIRD), 204)
      verify.status(await ask(other, id), 404)
      verify.equal('the members', await membersOf(target, id), { [THIRD]: false })
    },
  )

for (const [operation, name, ask] of [
  ['replaceMembersV1', 'replace', (target: Target, id: string) => replaceMembersV1(target, id, [{ member_id: THIRD }])],
  ['putMemberV1', 'put', (target: Target, id: string) => putMemberV1(target, id, THIRD)],
] as const)
  conformanceCase(
    {
      id: `v1.sharing.public.${name}`,
      title: 'A public image can have members, which only its owner gives it',
      operation,
      status: [204, 404],
      needs: ['v1', 'write', 'publish', 'otherCaller'],
    },
    async ({ target, other, resources, verify }) => {
      const { id } = await resources.imageV1({ is_public: 'True' })
      verify.status(await ask(other, id), 404)
      verify.status(await ask(target, id), 204)
    },
  )
