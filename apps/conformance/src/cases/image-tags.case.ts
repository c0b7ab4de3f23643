import { conformanceCase } from '../conformance-case.ts'
import { ids } from '../image-lists.ts'
import { sharedImage } from '../image-members.ts'
import { imagePath, many, OCTETS, someBytes, unknownId } from '../requests.ts'
import type { Target } from '../target.ts'
import { quirk } from '../verify.ts'

const tagPath = (id: string, tag: string): string => `${imagePath(id)}/tags/${encodeURIComponent(tag)}`

const tagsOf = async (target: Target, id: string): Promise<string[]> =>
  (await target.get(imagePath(id))).json().tags.toSorted()

conformanceCase(
  {
    id: 'image-tags.add',
    title: 'A tag is added to those that are there, and lists find the image by it',
    operation: 'addTag',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ tags: ['a'] })
    const tag = resources.name('tag')
    const answer = await target.put(tagPath(id, tag))
    verify.status(answer, 204)
    verify.equal('the length of the body', answer.body.length, 0)
    verify.equal('the tags', await tagsOf(target, id), ['a', tag])
    verify.equal('the images with this tag', ids(await target.get(`/v2/images?tag=${tag}`)), [id])
  },
)

conformanceCase(
  {
    id: 'image-tags.add.twice',
    title: 'A tag that is there already is there once',
    operation: 'addTag',
    status: 204,
    needs: ['write'],
  },
  async ({ client, target, resources, verify }) => {
    const { id } = await resources.queuedImage({ tags: ['a', 'b'] })
    verify.status(await target.put(tagPath(id, 'a')), 204)
    await client.tags.add(id, 'b')
    verify.equal('the tags', await tagsOf(target, id), ['a', 'b'])
  },
)

for (const [name, tag, title] of [
  ['space', ' ', 'A space is a tag'],
  ['escape', '%2F', 'A tag is decoded once'],
  ['dots', '..', 'A tag is no way up'],
  ['reserved', 'a?b=c&d#e;f+g', 'A tag has any characters'],
  ['longest', 'x'.repeat(255), 'A tag has up to 255 characters'],
] as const)
  conformanceCase(
    { id: `image-tags.add.${name}`, title, operation: 'addTag', status: 204, needs: ['write'] },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage({ tags: ['lts'] })
      verify.status(await target.put(tagPath(id, tag)), 204)
      verify.equal('the tags', await tagsOf(target, id), ['lts', tag].toSorted())
      verify.status(await target.delete(tagPath(id, tag)), 204)
      verify.equal('the tags that are left', await tagsOf(target, id), ['lts'])
    },
  )

conformanceCase(
  {
    id: 'image-tags.add.case',
    title: 'A tag in another case is another tag',
    operation: 'addTag',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ tags: ['lts'] })
    verify.status(await target.put(tagPath(id, 'LTS')), 204)
    verify.equal('the tags', await tagsOf(target, id), ['LTS', 'lts'])
    if (!verify.status(await target.delete(tagPath(id, 'LTS')), 204, quirk('tag-case', 500))) return
    verify.equal('the tags that are left', await tagsOf(target, id), ['lts'])
  },
)

for (const [name, tag, title] of [
  ['utf8', 'é', 'A tag is UTF-8'],
  ['all-unicode', '\u{1f3f7}', 'A tag has characters beyond the basic plane'],
] as const)
  conformanceCase(
    { id: `image-tags.add.${name}`, title, operation: 'addTag', status: 204, needs: ['write'] },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      verify.status(await target.put(tagPath(id, tag)), 204)
      verify.equal('the tags', await tagsOf(target, id), [tag], 'tag-not-utf8')
    },
  )

conformanceCase(
  {
    id: 'image-tags.add.longest-utf8',
    title: 'The length of a tag is that of its characters',
    operation: 'addTag',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await target.put(tagPath(id, 'é'.repeat(255))), 204, quirk('tag-not-utf8', 400))
  },
)

conformanceCase(
  {
    id: 'image-tags.add.too-long',
    title: 'A tag of 256 characters is refused',
    operation: 'addTag',
    status: 400,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await target.put(tagPath(id, 'x'.repeat(256))), 400)
    verify.equal('the tags', await tagsOf(target, id), [])
  },
)

conformanceCase(
  {
    id: 'image-tags.add.not-utf8',
    title: 'A tag that is not UTF-8 is refused',
    operation: 'addTag',
    status: 400,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await target.put(`${imagePath(id)}/tags/%ff`), 400, quirk('bad-utf8', 500))
  },
)

const USUAL_QUOTA = 128

conformanceCase(
  {
    id: 'image-tags.add.too-many',
    title: 'An image has only so many tags; one that it has is no more, and one that goes makes room',
    operation: 'addTag',
    status: 413,
    needs: ['write'],
  },
  async ({ target, resources, verify, skip }) => {
    const { id } = await resources.queuedImage()
    for (const tag of many(USUAL_QUOTA)) {
      const answer = await target.put(tagPath(id, tag))
      if (answer.status === 413) skip(`the quota of this server is less than ${USUAL_QUOTA}`)
      verify.status(answer, 204)
    }
    const answer = await target.put(tagPath(id, 'one-too-many'))
    if (answer.status === 204) skip(`the quota of this server is more than ${USUAL_QUOTA}`)
    verify.status(answer, 413)
    verify.equal('the number of tags', (await tagsOf(target, id)).length, USUAL_QUOTA)
    verify.status(await target.put(tagPath(id, 'n0')), 204)
    verify.status(await target.delete(tagPath(id, 'n0')), 204)
    verify.status(await target.put(tagPath(id, 'one-too-many')), 204)
  },
)

conformanceCase(
  {
    id: 'image-tags.add.at-once',
    title: 'Of tags that are added at once none is lost',
    operation: 'addTag',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const tags = many(20)
    const answers = await Promise.all(tags.map((tag) => target.put(tagPath(id, tag))))
    for (const answer of answers) verify.status(answer, 204, quirk('tags-at-once', 404, 409, 500))
    verify.equal('the tags', await tagsOf(target, id), tags.toSorted(), 'tags-at-once')
  },
)

conformanceCase(
  {
    id: 'image-tags.any-image',
    title: 'The tags of a protected image with data can change',
    operation: 'addTag',
    status: 204,
    needs: ['write'],
  },
  async ({ client, target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100), { protected: true, tags: ['a'] })
    verify.status(await target.put(tagPath(id, 'b')), 204)
    await client.tags.delete(id, 'a')
    verify.equal('the tags', await tagsOf(target, id), ['b'])
  },
)

conformanceCase(
  {
    id: 'image-tags.delete',
    title: 'A tag is removed, and the others stay',
    operation: 'deleteTag',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ tags: ['a', 'b'] })
    const answer = await target.delete(tagPath(id, 'a'))
    verify.status(answer, 204)
    verify.equal('the length of the body', answer.body.length, 0)
    verify.equal('the tags', await tagsOf(target, id), ['b'])
  },
)

for (const [name, tag] of [
  ['unknown', 'other'],
  ['other-case', 'LTS'],
  ['too-long', 'x'.repeat(256)],
] as const)
  conformanceCase(
    {
      id: `image-tags.delete.${name}`,
      title: `A tag that the image does not have is 404 (${name})`,
      operation: 'deleteTag',
      status: 404,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage({ tags: ['lts'] })
      verify.status(await target.delete(tagPath(id, tag)), 404)
      verify.equal('the tags', await tagsOf(target, id), ['lts'])
    },
  )

const BOTH = [
  ['PUT', 'addTag', 'add'],
  ['DELETE', 'deleteTag', 'delete'],
] as const

for (const [method, operation, name] of BOTH) {
  conformanceCase(
    {
      id: `image-tags.${name}.unknown-image`,
      title: 'An image that does not exist has no tags, and gets none',
      operation,
      status: 404,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      verify.status(await target.request(method, tagPath(unknownId(), 'a')), 404)
      const { id } = await resources.queuedImage({ tags: ['a'] })
      verify.status(await target.delete(imagePath(id)), 204)
      verify.status(await target.request(method, tagPath(id, 'a')), 404)
    },
  )

  conformanceCase(
    {
      id: `image-tags.${name}.slash`,
      title: 'A tag with a slash is at no path, escaped or not',
      operation,
      status: 404,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage({ tags: ['a/b'] })
      for (const path of [tagPath(id, 'a/b'), `${imagePath(id)}/tags/a/b`, `${imagePath(id)}/tags/`])
        verify.status(await target.request(method, path), 404)
      verify.equal('the tags', await tagsOf(target, id), ['a/b'])
    },
  )

  conformanceCase(
    {
      id: `image-tags.${name}.body`,
      title: `${operation} with a body is refused`,
      operation,
      status: 400,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage({ tags: ['a'] })
      const tag = operation === 'addTag' ? 'b' : 'a'
      verify.status(await target.request(method, tagPath(id, tag), { body: '{}' }), 400)
      verify.equal('the tags', await tagsOf(target, id), ['a'])
    },
  )

  conformanceCase(
    {
      id: `image-tags.${name}.typed`,
      title: `${operation} with a media type and no body is as without`,
      operation,
      status: 204,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage({ tags: ['a'] })
      verify.status(await target.request(method, tagPath(id, 'a'), { headers: OCTETS }), 204)
    },
  )

  conformanceCase(
    {
      id: `image-tags.${name}.member`,
      title: 'A project that the image is shared with leaves its tags alone',
      operation,
      status: 403,
      needs: ['write', 'otherCaller'],
    },
    async ({ target, other, resources, verify }) => {
      const { id } = await sharedImage({ target, other, resources }, { status: 'accepted', tags: ['a'] })
      verify.status(await other.request(method, tagPath(id, operation === 'addTag' ? 'b' : 'a')), 403)
      verify.equal('the tags', await tagsOf(target, id), ['a'])
    },
  )

  conformanceCase(
    {
      id: `image-tags.${name}.stranger`,
      title: 'The image does not exist for those who do not see it',
      operation,
      status: 404,
      needs: ['write', 'otherCaller'],
    },
    async ({ target, other, resources, verify }) => {
      const { id } = await resources.queuedImage({ visibility: 'private', tags: ['a'] })
      verify.status(await other.request(method, tagPath(id, operation === 'addTag' ? 'b' : 'a')), 404)
      verify.equal('the tags', await tagsOf(target, id), ['a'])
    },
  )
}
