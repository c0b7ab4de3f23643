import { conformanceCase } from '../conformance-case.ts'
import { filePath, imagePath, patch, someBytes, unknownId, upload } from '../requests.ts'

const RENAME = [{ op: 'replace', path: '/name', value: 'mine now' }]

for (const visibility of ['private', 'shared'] as const) {
  const invisible = (
    operation: 'showImage' | 'deleteImage' | 'updateImage' | 'downloadImageData' | 'uploadImageData',
    run: (target: Parameters<typeof patch>[0], id: string) => ReturnType<typeof patch>,
  ) =>
    conformanceCase(
      {
        id: `visibility.${visibility}.${operation.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
        title: `A ${visibility} image of another project does not exist for ${operation}`,
        operation,
        status: 404,
        needs: ['write', 'otherCaller'],
      },
      async ({ target, other, resources, verify }) => {
        const bytes = someBytes(100)
        const { id } = await resources.activeImage(bytes, { visibility })
        verify.status(await run(other, id), 404)
        verify.bytes('the data for its owner', (await target.get(filePath(id))).body, bytes)
      },
    )
  invisible('showImage', (target, id) => target.get(imagePath(id)))
  invisible('deleteImage', (target, id) => target.delete(imagePath(id)))
  invisible('updateImage', (target, id) => patch(target, id, RENAME))
  invisible('downloadImageData', (target, id) => target.get(filePath(id)))
  invisible('uploadImageData', (target, id) => upload(target, id, someBytes(10)))
}

for (const [operation, title, run] of [
  ['deleteImage', 'delete', (target, id) => target.delete(imagePath(id))],
  ['updateImage', 'update', (target, id) => patch(target, id, RENAME)],
  ['uploadImageData', 'upload to', (target, id) => upload(target, id, someBytes(10))],
] as const satisfies readonly (readonly [
  string,
  string,
  (target: Parameters<typeof patch>[0], id: string) => ReturnType<typeof patch>,
])[])
  conformanceCase(
    {
      id: `visibility.community.${operation.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      title: `Whoever can see a community image of another project may still not ${title} it`,
      operation,
      status: 403,
      needs: ['write', 'otherCaller'],
    },
    async ({ target, other, resources, verify }) => {
      const before = await resources.queuedImage({ visibility: 'community' })
      verify.status(await run(other, before.id), 403)
      verify.equal('the image for its owner', (await target.get(imagePath(before.id))).json(), before)
    },
  )

conformanceCase(
  {
    id: 'visibility.community.read',
    title: 'A community image is for everyone to see and download',
    operation: 'downloadImageData',
    status: 200,
    needs: ['write', 'otherCaller'],
  },
  async ({ other, resources, verify }) => {
    const bytes = someBytes(100)
    const { id } = await resources.activeImage(bytes, { visibility: 'community' })
    verify.status(await other.get(imagePath(id)), 200)
    const answer = await other.get(filePath(id))
    verify.status(answer, 200)
    verify.bytes('the data', answer.body, bytes)
  },
)

conformanceCase(
  {
    id: 'visibility.lists',
    title: 'Lists hold what belongs to the caller, and community images when asked for',
    operation: 'listImages',
    status: 200,
    needs: ['write', 'otherCaller'],
  },
  async ({ other, resources, verify }) => {
    const group = resources.name('group')
    for (const visibility of ['private', 'shared', 'community'])
      await resources.queuedImage({ visibility, group, tags: [visibility] })
    for (const [query, wanted] of [
      ['', []],
      ['&visibility=private', []],
      ['&visibility=shared', []],
      ['&visibility=community', ['community']],
      ['&visibility=all', ['community']],
    ] as const) {
      const answer = await other.get(`/v2/images?group=${group}${query}`)
      verify.status(answer, 200)
      const found = answer.json().images.map(({ visibility }: { visibility: string }) => visibility)
      verify.equal(`what another project finds with ${query || 'no filter'}`, found, wanted)
    }
  },
)

conformanceCase(
  {
    id: 'visibility.marker',
    title: 'An invisible marker is refused like an unknown one',
    operation: 'listImages',
    status: 400,
    needs: ['write', 'otherCaller'],
  },
  async ({ other, resources, verify }) => {
    const { id } = await resources.queuedImage({ visibility: 'private' })
    const unknown = await other.get(`/v2/images?marker=${unknownId()}`)
    verify.status(unknown, 400)
    const invisible = await other.get(`/v2/images?marker=${id}`)
    verify.that(invisible.status === 400, 'an invisible marker tells that the image exists', {
      expected: '400',
      actual: String(invisible.status),
      known: 'S13',
    })
  },
)

conformanceCase(
  {
    id: 'visibility.id-in-use',
    title: 'The id of an invisible image cannot be used, and the refusal does not describe it',
    operation: 'createImage',
    status: 409,
    needs: ['write', 'otherCaller'],
  },
  async ({ other, resources, verify }) => {
    const { id, name } = await resources.queuedImage({ visibility: 'private' })
    const answer = await other.post('/v2/images', { json: { id } })
    verify.status(answer, 409)
    verify.that(!answer.text.includes(String(name)), 'the refusal names the image', { actual: answer.text })
  },
)
