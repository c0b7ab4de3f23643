import { conformanceCase } from '../conformance-case.ts'
import { ids } from '../image-lists.ts'
import {
  addMember,
  type MemberStatus,
  memberPath,
  projectOf,
  STATUSES,
  setStatus,
  sharedImage,
} from '../image-members.ts'
import { filePath, imagePath, patch, replace, someBytes, upload } from '../requests.ts'

for (const status of STATUSES)
  conformanceCase(
    {
      id: `image-members.use.${status}`,
      title: `A member for which the image is ${status} shows and downloads it, and changes nothing`,
      operation: 'downloadImageData',
      status: 200,
      needs: ['write', 'otherCaller'],
    },
    async ({ target, other, resources, verify }) => {
      const { id } = await sharedImage({ target, other, resources }, { status })
      const bytes = someBytes(100)
      verify.status(await upload(target, id, bytes), 204)
      verify.status(await other.get(imagePath(id)), 200)
      const answer = await other.get(filePath(id))
      verify.status(answer, 200)
      verify.bytes('the data', answer.body, bytes)
      verify.status(await patch(other, id, [replace('/name', 'mine')]), 403)
      verify.status(await other.delete(imagePath(id)), 403)
    },
  )

conformanceCase(
  {
    id: 'image-members.use.suspended',
    title: 'A private image is not shared any more, until it is shared again',
    operation: 'showImage',
    status: 404,
    needs: ['write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id } = await sharedImage({ target, other, resources }, { status: 'accepted' })
    verify.status(await patch(target, id, [replace('/visibility', 'private')]), 200)
    verify.status(await other.get(imagePath(id)), 404)
    verify.status(await patch(target, id, [replace('/visibility', 'shared')]), 200)
    verify.status(await other.get(imagePath(id)), 200)
  },
)

conformanceCase(
  {
    id: 'image-members.use.removed',
    title: 'The image does not exist any more for a member that was removed',
    operation: 'showImage',
    status: 404,
    needs: ['write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id, project } = await sharedImage({ target, other, resources }, { status: 'accepted' })
    verify.status(await target.delete(memberPath(id, project)), 204)
    verify.status(await other.get(imagePath(id)), 404)
    verify.status(await addMember(target, id, project), 200)
    verify.equal(
      'the status of one that is added anew',
      (await other.get(memberPath(id, project))).json().status,
      'pending',
    )
  },
)

const ALL = [...STATUSES]
for (const [query, wanted] of [
  ['', ['accepted']],
  ['visibility=shared', ['accepted']],
  ['visibility=all', ['accepted']],
  ['member_status=accepted', ['accepted']],
  ['member_status=pending', ['pending']],
  ['member_status=rejected', ['rejected']],
  ['member_status=all', ALL],
  ['visibility=shared&member_status=pending', ['pending']],
  ['visibility=shared&member_status=rejected', ['rejected']],
  ['visibility=shared&member_status=all', ALL],
  ['visibility=all&member_status=all', ALL],
  ['visibility=private&member_status=all', []],
  ['visibility=community&member_status=all', []],
] as const satisfies readonly (readonly [string, readonly MemberStatus[]])[])
  conformanceCase(
    {
      id: `image-members.listed.${query.replaceAll('_', '-').replaceAll('=', '-').replaceAll('&', '.') || 'plain'}`,
      title: `Of the images shared with it a project lists ${wanted.join(', ') || 'none'} for ${query || 'no filter'}`,
      operation: 'listImages',
      status: 200,
      needs: ['write', 'otherCaller'],
    },
    async ({ target, other, resources, verify }) => {
      const project = await projectOf(other, resources)
      const group = resources.name('group')
      const shared = new Map<string, MemberStatus>()
      for (const status of STATUSES) {
        const { id } = await resources.queuedImage({ visibility: 'shared', group })
        verify.status(await addMember(target, id, project), 200)
        verify.status(await setStatus(other, id, project, status), 200)
        shared.set(id, status)
      }
      const answer = await other.get(`/v2/images?group=${group}&${query}`)
      verify.status(answer, 200)
      verify.equal(
        'the statuses',
        ids(answer)
          .map((id) => shared.get(id))
          .sort(),
        wanted.toSorted(),
      )
    },
  )

conformanceCase(
  {
    id: 'image-members.listed.owner',
    title: 'An image that is shared is in the lists of its owner as before',
    operation: 'listImages',
    status: 200,
    needs: ['write', 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const group = resources.name('group')
    const { id } = await sharedImage({ target, other, resources }, { group, status: 'rejected' })
    verify.equal('the images', ids(await target.get(`/v2/images?group=${group}`)), [id])
  },
)
