import { type CaseContext, conformanceCase } from '../conformance-case.ts'
import { filePath, imagePath, JSON_HEADERS, OCTETS, someBytes, waitForStatus } from '../requests.ts'
import { quirk } from '../verify.ts'

conformanceCase(
  {
    id: 'info.import',
    title: 'The import methods are those that a new image comes with',
    operation: 'showImportInfo',
    status: 200,
  },
  async ({ target, verify, capabilities }) => {
    const answer = await target.get('/v2/info/import')
    verify.status(answer, 200)
    const { value } = answer.json()['import-methods']
    // Who may not create images has not seen that header.
    if (capabilities.readOnly === undefined) verify.equal('the methods', value, capabilities.importMethods)
  },
)

conformanceCase(
  { id: 'info.import.body', title: 'A body is refused', operation: 'showImportInfo', status: 400 },
  async ({ target, verify }) => {
    verify.status(await target.get('/v2/info/import', { headers: JSON_HEADERS, body: '{}' }), 400)
  },
)

/** Where nobody is asked who they are, images may belong to no project. */
const countedImage = async ({ resources, skip }: Pick<CaseContext, 'resources' | 'skip'>) => {
  const image = await resources.queuedImage()
  return image.owner === null ? skip('images of this caller belong to no project, and so count for none') : image
}

conformanceCase(
  {
    id: 'info.usage',
    title: 'Usage has a limit for each figure, and more images than before once there is one more',
    operation: 'showUsage',
    status: 200,
    needs: ['write'],
  },
  async ({ client, target, resources, verify, skip }) => {
    const answer = await target.get('/v2/info/usage')
    verify.status(answer, 200)
    const before = answer.json().usage
    if (!verify.that(Object.keys(before).length > 0, 'usage is empty', { known: 'usage-empty' })) return
    const others = []
    while (others.length < 3) others.push(await countedImage({ resources, skip }))
    const after = await client.info.usage()
    // Other cases make and delete images of the same project meanwhile.
    verify.that((after.image_count_total?.usage ?? 0) >= others.length, 'the images that were made are not counted')
    for (const [name, { limit }] of Object.entries(after)) {
      verify.that(limit >= -1, `the limit of ${name} is below -1`, { actual: String(limit) })
    }
  },
)

conformanceCase(
  {
    id: 'info.usage.uploading',
    title: 'A running upload is counted, and the data that it stored',
    operation: 'showUsage',
    status: 200,
    needs: ['write'],
  },
  async ({ client, target, resources, verify, skip }) => {
    if (Object.keys(await client.info.usage()).length === 0) skip('this server limits nothing, and so tells nothing')
    const bytes = someBytes(2 * 1024 * 1024)
    const { id } = await countedImage({ resources, skip })
    const uploading = target.open('PUT', filePath(id), { headers: OCTETS })
    await uploading.write(bytes)
    await waitForStatus(target, id, 'saving')
    const during = await client.info.usage()
    verify.that((during.image_count_uploading?.usage ?? 0) >= 1, 'the upload is not counted')
    uploading.end()
    verify.status(await uploading.answer, 204)
    const { image_size_total } = await client.info.usage()
    verify.that((image_size_total?.usage ?? 0) >= 2, 'the data is not counted', {
      expected: '2 MiB at least',
      actual: `${image_size_total?.usage}`,
    })
    verify.status(await target.delete(imagePath(id)), 204)
  },
)

conformanceCase(
  { id: 'info.usage.body', title: 'A body is ignored', operation: 'showUsage', status: 200 },
  async ({ target, verify }) => {
    const answer = await target.get('/v2/info/usage', { headers: JSON_HEADERS, body: '{}' })
    verify.status(answer, 200, quirk('usage-body', 500))
  },
)
