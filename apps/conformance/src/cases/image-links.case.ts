import { conformanceCase } from '../conformance-case.ts'
import { linkPath, linksOf, linksPath, madeLink, makeLink, NOBODY } from '../image-links.ts'
import { imagePath, patch, replace, someBytes, unknownId } from '../requests.ts'

const NEEDS = ['write', 'vitrine'] as const

for (const [name, title, options] of [
  ['no-body', 'without a body', {}],
  ['empty', 'with an empty object', { json: {} }],
  ['unknown-names', 'with what nobody knows', { json: { hobby: 'fishing' } }],
  ['hour', 'for an hour', { json: { expires_in: 3600 } }],
  ['no-type', 'as text', { body: '{"expires_in": 3600}', headers: { 'Content-Type': 'text/plain' } }],
] as const)
  conformanceCase(
    {
      id: `image-links.create.${name}`,
      title: `A link is made ${title}, with a URL that nothing may cache`,
      operation: 'createImageLink',
      status: 201,
      needs: NEEDS,
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.activeImage(someBytes(100))
      const answer = await target.post(linksPath(id), options)
      verify.status(answer, 201)
      verify.header(answer, 'Cache-Control', 'no-store')
      const link = madeLink(target, answer)
      verify.that(link.path.startsWith(`${linkPath(id, link.id)}/file?`), 'the URL is that of something else', {
        actual: link.path,
      })
      verify.equal('used_at', link.used_at, null)
      const seconds = (Date.parse(link.expires_at) - Date.parse(link.created_at)) / 1000
      if (name === 'hour' || name === 'no-type') verify.equal('how many seconds it is good', seconds, 3600)
      else verify.that(seconds > 0, 'it has ended already', { actual: `${seconds} s` })
    },
  )

for (const [name, body] of [
  ['array', '[]'],
  ['no-json', '{"expires_in": '],
  ['text', '{"expires_in": "60"}'],
  ['zero', '{"expires_in": 0}'],
  ['negative', '{"expires_in": -60}'],
  ['fraction', '{"expires_in": 1.5}'],
  ['null', '{"expires_in": null}'],
  ['too-long', '{"expires_in": 3153600000}'],
  ['beyond-time', '{"expires_in": 9007199254740991}'],
] as const)
  conformanceCase(
    {
      id: `image-links.create.refused.${name}`,
      title: `A link is not made of ${body}`,
      operation: 'createImageLink',
      status: 400,
      needs: NEEDS,
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.activeImage(someBytes(100))
      verify.status(await target.post(linksPath(id), { headers: { 'Content-Type': 'application/json' }, body }), 400)
      verify.equal('the links', await linksOf(target, id), [])
    },
  )

conformanceCase(
  {
    id: 'image-links.create.queued',
    title: 'An image that is not active has no links',
    operation: 'createImageLink',
    status: 409,
    needs: NEEDS,
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await target.post(linksPath(id)), 409)
  },
)

conformanceCase(
  {
    id: 'image-links.create.deactivated',
    title: 'Who may not download an image makes no links to it (S2)',
    operation: 'createImageLink',
    status: 403,
    needs: [...NEEDS, 'member'],
  },
  async ({ target, client, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    await client.images.deactivate(id)
    verify.status(await target.post(linksPath(id)), 403)
  },
)

conformanceCase(
  {
    id: 'image-links.create.too-many',
    title: 'Links to an image that nobody used are not made without end (S54); one that is deleted makes room',
    operation: 'createImageLink',
    status: 413,
    needs: NEEDS,
  },
  async ({ target, resources, verify, skip }) => {
    const { id } = await resources.activeImage(someBytes(100))
    const first = await makeLink(target, id)
    let answer = await target.post(linksPath(id))
    for (let count = 2; answer.status === 201 && count < 500; count += 1) answer = await target.post(linksPath(id))
    if (answer.status === 201) skip('this server allows more links than the case makes')
    verify.status(answer, 413)
    verify.status(await target.delete(linkPath(id, first.id)), 204)
    verify.status(await target.post(linksPath(id)), 201)
  },
)

for (const [operation, method, pathIn] of [
  ['createImageLink', 'POST', linksPath],
  ['listImageLinks', 'GET', linksPath],
  ['deleteImageLink', 'DELETE', (id: string) => linkPath(id, unknownId())],
] as const)
  conformanceCase(
    {
      id: `image-links.unknown-image.${method.toLowerCase()}`,
      title: `An image that is unknown, or was deleted, has no links to ${method}`,
      operation,
      status: 404,
      needs: NEEDS,
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.activeImage(someBytes(100))
      verify.status(await target.delete(imagePath(id)), 204)
      for (const unknown of [id, unknownId(), 'nonsense'])
        verify.status(await target.request(method, pathIn(unknown)), 404)
    },
  )

for (const [operation, method] of [
  ['listImageLinks', 'GET'],
  ['deleteImageLink', 'DELETE'],
] as const)
  conformanceCase(
    {
      id: `image-links.body.${method.toLowerCase()}`,
      title: `A body to ${method} is refused`,
      operation,
      status: 400,
      needs: NEEDS,
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.activeImage(someBytes(100))
      const link = await makeLink(target, id)
      const path = method === 'GET' ? linksPath(id) : linkPath(id, link.id)
      verify.status(await target.request(method, path, { body: '{}' }), 400)
      verify.equal('how many there are', (await linksOf(target, id)).length, 1)
    },
  )

conformanceCase(
  {
    id: 'image-links.list',
    title: 'Links are listed without their secrets, used ones too, the newest first',
    operation: 'listImageLinks',
    status: 200,
    needs: NEEDS,
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    const [old, used] = [await makeLink(target, id), await makeLink(target, id, { expires_in: 60 })]
    verify.status(await target.get(used.path, NOBODY), 200)
    const answer = await target.get(linksPath(id))
    verify.status(answer, 200)
    const { links } = answer.json()
    verify.equal('the ids', links.map((link: { id: string }) => link.id).toSorted(), [old.id, used.id].toSorted())
    verify.that(links[0].created_at >= links[1].created_at, 'an older one comes first')
    for (const { url } of [old, used])
      verify.that(!answer.text.includes(new URL(url).searchParams.get('key') ?? url), 'a secret is in the list')
    const usedAt = Object.fromEntries(
      links.map((link: { id: string; used_at: string | null }) => [link.id, link.used_at]),
    )
    verify.equal('used_at of the unused one', usedAt[old.id], null)
    verify.that(Date.parse(usedAt[used.id] ?? '') > 0, 'used_at of the used one is missing')
  },
)

conformanceCase(
  {
    id: 'image-links.delete',
    title: 'A link that was deleted downloads nothing, and the others go on',
    operation: 'deleteImageLink',
    status: [204, 404],
    needs: NEEDS,
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    const [revoked, kept] = [await makeLink(target, id), await makeLink(target, id)]
    verify.status(await target.delete(linkPath(id, revoked.id)), 204)
    verify.status(await target.get(revoked.path, NOBODY), 404)
    for (const gone of [revoked.id, unknownId(), 'nonsense'])
      verify.status(await target.delete(linkPath(id, gone)), 404)
    verify.equal(
      'the list',
      (await linksOf(target, id)).map((link) => link.id),
      [kept.id],
    )
    verify.status(await target.get(kept.path, NOBODY), 200)
  },
)

conformanceCase(
  {
    id: 'image-links.delete.other-image',
    title: 'A link is deleted by the path of its own image alone',
    operation: 'deleteImageLink',
    status: 404,
    needs: NEEDS,
  },
  async ({ target, resources, verify }) => {
    const [one, other] = [await resources.activeImage(someBytes(100)), await resources.activeImage(someBytes(100))]
    const link = await makeLink(target, one.id)
    verify.status(await target.delete(linkPath(other.id, link.id)), 404)
    verify.status(await target.get(link.path, NOBODY), 200)
  },
)

conformanceCase(
  {
    id: 'image-links.others.invisible',
    title: 'Of an image that they may not see others learn nothing, and make no links to it (S13)',
    operation: 'createImageLink',
    status: [404, 201],
    needs: [...NEEDS, 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    const link = await makeLink(target, id)
    verify.status(await other.post(linksPath(id)), 404)
    verify.status(await other.get(linksPath(id)), 404)
    verify.status(await other.delete(linkPath(id, link.id)), 404)
    verify.status(await target.post(linksPath(id)), 201)
  },
)

conformanceCase(
  {
    id: 'image-links.others.visible',
    title: 'Who sees an image of others makes links to it, and sees and deletes those alone; the owner all of them',
    operation: 'listImageLinks',
    status: 200,
    needs: [...NEEDS, 'otherCaller'],
  },
  async ({ target, other, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    verify.status(await patch(target, id, [replace('/visibility', 'community')]), 200)
    const [own, theirs] = [await makeLink(target, id), await makeLink(other, id)]
    verify.equal(
      'what the other sees',
      (await linksOf(other, id)).map((link) => link.id),
      [theirs.id],
    )
    const all = (await linksOf(target, id)).map((link) => link.id)
    verify.equal('what the owner sees', all.toSorted(), [own.id, theirs.id].toSorted())
    verify.status(await other.delete(linkPath(id, own.id)), 404)
    // What one could see, the link may have: no more.
    verify.status(await patch(target, id, [replace('/visibility', 'private')]), 200)
    verify.status(await target.get(theirs.path, NOBODY), 404)
    verify.status(await target.delete(linkPath(id, theirs.id)), 204)
    verify.status(await target.get(own.path, NOBODY), 200)
  },
)
