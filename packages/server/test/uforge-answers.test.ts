import type { UForgeImage } from '@vitrine/api-types'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { codec, type DocumentName } from '../src/http/uforge/documents.ts'
import type { Answer } from './service.ts'
import { PATIENTLY } from './tasks.ts'
import { DISK, PACKED, startUForgeService, type UForgeService } from './uforge-service.ts'
import { expectValid } from './uforge-xsd.ts'

let service: UForgeService
let image: UForgeImage
let appliance: string
beforeAll(async () => {
  service = await startUForgeService()
  image = await service.aCompleteImage()
  appliance = String(image.parentUri)
  await service.ask('POST', 'users/ann/apikeys', { body: { name: 'laptop <&>' } })
})
afterAll(() => service.stop())

const XML = { Accept: 'application/xml' }

/** Each kind of document, and whether it stands for one thing, which has a date. */
const DOCUMENTS: [DocumentName, isDated: boolean, path: () => string][] = [
  ['UForgeServiceStatus', false, () => 'status'],
  ['UForgeUser', false, () => 'users/ann'],
  ['UForgeTargetFormats', false, () => 'users/ann/targetformats'],
  ['UForgeImageFormats', false, () => 'users/ann/formats'],
  ['UForgePublishImages', false, () => 'users/ann/pimages'],
  ['UForgeApiKeyPairs', false, () => 'users/ann/apikeys'],
  ['UForgeAppliances', false, () => 'users/ann/appliances'],
  ['UForgeAppliance', true, () => appliance],
  ['UForgeInstallProfile', true, () => `${appliance}/installProfile`],
  ['UForgeImages', false, () => 'users/ann/images'],
  ['UForgeImages', false, () => `${appliance}/images`],
  ['UForgeImage', true, () => image.uri],
  ['UForgeStatuses', false, () => 'users/ann/images/status'],
  ['UForgeStatuses', false, () => `${appliance}/images/statuses`],
  ['UForgeStatus', true, () => String(image.statusUri)],
  ['UForgeImagePkgs', false, () => `${image.uri}/pkgs`],
]

describe.each(DOCUMENTS)('%s', (name, _, path) => {
  const get = (headers: Record<string, string> = {}) => service.ask('GET', path(), { headers })

  test('is XML that the schema takes, and says the same as JSON', async () => {
    const [xml, json] = [await get(XML), await get()]
    expect([xml.status, json.status]).toStrictEqual([200, 200])
    expectValid(xml.text)
    expect(codec.fromXml(name, xml.body)).toEqual(Object.values(json.json)[0])
  })

  test('is not sent again to who has it, in whichever form', async () => {
    const [xml, json] = [await get(XML), await get()]
    expect(xml.headers.etag).toBe(json.headers.etag)
    const again = await get({ ...XML, 'If-None-Match': String(json.headers.etag) })
    expect([again.status, again.body.length]).toStrictEqual([304, 0])
    const other = await get({ 'If-None-Match': '"other"' })
    expect(other.status).toBe(200)
  })
})

test.each(DOCUMENTS.filter(([, isDated]) => isDated))(
  '%s is not sent again when it is no newer',
  async (_, __, path) => {
    const get = (headers = {}) => service.ask('GET', path(), { headers })
    // In the second in which it changed it has no date.
    const { headers } = await vi.waitFor(async () => {
      const answer = await get()
      expect(answer.headers).toHaveProperty('last-modified')
      return answer
    }, PATIENTLY)
    const since = String(headers['last-modified'])
    expect((await get({ 'If-Modified-Since': since })).status).toBe(304)
    const before = new Date(Date.parse(since) - 1000).toUTCString()
    expect((await get({ 'If-Modified-Since': before })).status).toBe(200)
  },
)

describe('what was made', () => {
  const NAMESPACE = 'xmlns:ns1="http://www.usharesoft.com/uforge"'
  const post = (path: string, xml?: string): Promise<Answer> =>
    service.ask('POST', path, { headers: XML, ...(xml && { body: xml }) })

  test.each<[DocumentName, () => Promise<Answer>]>([
    [
      'UForgeAppliance',
      () =>
        post(
          'users/ann/appliances',
          `<ns1:appliance ${NAMESPACE}><name>n</name><version>1</version><distributionUri>${source()}</distributionUri></ns1:appliance>`,
        ),
    ],
    [
      'UForgeDistribProfile',
      () => post(`${appliance}/osprofile`, `<ns1:linuxProfile ${NAMESPACE}><name>Minimal</name></ns1:linuxProfile>`),
    ],
    [
      'UForgeImage',
      () =>
        post(
          `${appliance}/images`,
          `<ns1:image ${NAMESPACE}><compress>true</compress><targetFormat><name>Raw Virtual Disk</name></targetFormat></ns1:image>`,
        ),
    ],
    ['UForgeImage', () => post(`${image.uri}?force=True`)],
    ['UForgeApiKeyPair', () => post('users/ann/apikeys')],
  ])('is XML too: %s', async (name, make) => {
    const answer = await make()
    expect(answer.status, answer.text).toBe(201)
    expectValid(answer.text)
    const document = codec.fromXml(name, answer.body) as { uri: string; digest: string }
    expect(answer.headers).toMatchObject({
      'content-type': 'application/xml',
      location: `${service.url}/api/${document.uri}`,
      etag: `"${document.digest}"`,
    })
  })

  const source = () => `distributions/${sourceId}`
  let sourceId = ''
  beforeAll(async () => {
    sourceId = (await service.aSource()).id
  })
})

test.each([
  ['GET', () => 'users/bob', 403],
  ['GET', () => 'users/ann/appliances/999', 404],
  ['GET', () => `${appliance}/images?query=<&>`, 400],
  ['DELETE', () => String(image.statusUri), 400],
])('a refusal of %s is XML that the schema takes', async (method, path, status) => {
  const answer = await service.ask(method, encodeURI(path()), { headers: XML })
  expect(answer.status).toBe(status)
  expectValid(answer.text)
  expect(codec.fromXml('UForgeError', answer.body)).toMatchObject({ statusCode: status, requestMethod: method })
})

test('what a generation was asked for is in the order of the schema too', async () => {
  const made = await service.aCompleteImage({ ...PACKED, installProfile: { memorySize: 512, diskSize: DISK.length } })
  const { text } = await service.ask('GET', made.uri, { headers: XML })
  expectValid(text)
  expect(text).toContain('<installProfile><diskSize>65536</diskSize><memorySize>512</memorySize></installProfile>')
})
