import type { UForgeImage } from '@vitrine/api-types'
import type { CaseContext } from '../conformance-case.ts'
import { conformanceCase } from '../conformance-case.ts'
import { waitUntil } from '../requests.ts'
import type { Answer } from '../target.ts'
import { readDocument } from '../uforge-documents.ts'

/** Whoever has the key, and nothing else. */
const NOBODY = { account: null, accept: '*/*' } as const
const UNKNOWN = '0'.repeat(32)

const reread = async ({ uforge }: Pick<CaseContext, 'uforge'>, { uri }: Pick<UForgeImage, 'uri'>) =>
  readDocument('UForgeImage', await uforge.get(uri))

const refusalIn = (answer: Answer) => readDocument('UForgeError', answer).localizedErrorMsg

for (const [suffix, operation, uriIn] of [
  ['', 'downloadMachineImage', ({ uri, downloadKey }: UForgeImage) => `${uri}/downloads?downloadId=${downloadKey}`],
  ['.named', 'downloadMachineImageFile', ({ downloadUri = '' }: UForgeImage) => downloadUri],
] as const)
  conformanceCase(
    {
      id: `uforge.download-key.once${suffix}`,
      title: 'Whoever has the key downloads the archive once, and not again under any name',
      operation,
      status: [200, 401],
      needs: ['uforge'],
    },
    async (context) => {
      const { uforge, resources, verify } = context
      const image = await resources.machineImage()
      const answer = await uforge.get(uriIn(image), NOBODY)
      verify.status(answer, 200)
      verify.header(answer, 'Content-Length', String(image.fileSize))
      verify.header(answer, 'Cache-Control', /no-store/)
      verify.equal('Content-Encoding', answer.header('content-encoding'), undefined)
      verify.bytes('the archive', answer.body, (await uforge.get(`${image.uri}/downloads`)).body)
      for (const again of [
        uriIn(image),
        image.downloadUri ?? '',
        `${image.uri}/downloads?downloadId=${image.downloadKey}`,
      ])
        verify.status(await uforge.get(again, NOBODY), 401)
    },
  )

conformanceCase(
  {
    id: 'uforge.download-key.next',
    title: 'A key stays the same until it was used; then there is another, and no 304 hides it',
    operation: 'showMachineImage',
    status: [200, 304],
    needs: ['uforge'],
  },
  async (context) => {
    const { uforge, resources, verify } = context
    const image = await resources.machineImage()
    const shown = await uforge.get(image.uri)
    verify.equal('what is shown', readDocument('UForgeImage', shown), image)
    const headers = { 'If-None-Match': shown.header('etag') ?? '' }
    verify.status(await uforge.get(image.uri, { headers }), 304)
    verify.status(await uforge.get(image.downloadUri ?? '', NOBODY), 200)
    const changed = await uforge.get(image.uri, { headers })
    verify.status(changed, 200)
    const { downloadKey, downloadUri = '' } = readDocument('UForgeImage', changed)
    verify.that(downloadKey !== undefined && downloadKey !== image.downloadKey, 'the key is not another one')
    verify.status(await uforge.get(downloadUri, NOBODY), 200)
  },
)

conformanceCase(
  {
    id: 'uforge.download-key.race',
    title: 'Of many that use one key at a time, exactly one gets the archive',
    operation: 'downloadMachineImage',
    status: [200, 401],
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const image = await resources.machineImage()
    const plain = `${image.uri}/downloads?downloadId=${image.downloadKey}`
    const uris = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? plain : (image.downloadUri ?? '')))
    const answers = await Promise.all(uris.map((uri) => uforge.get(uri, NOBODY)))
    for (const answer of answers) verify.status(answer, [200, 401])
    const served = answers.filter(({ status }) => status === 200)
    verify.equal('how many got it', served.length, 1)
    verify.equal('how much', served[0]?.body.length, image.fileSize)
    verify.status(await uforge.get(plain, NOBODY), 401)
  },
)

conformanceCase(
  {
    id: 'uforge.download-key.looking',
    title: 'HEAD, 304 and refusals use no key',
    operation: 'downloadMachineImageFile',
    status: [200, 304, 401],
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const [image, other] = [await resources.machineImage(), await resources.machineImage()]
    const { downloadUri = '', downloadKey = '', fileName = '' } = image
    const head = await uforge.head(downloadUri, NOBODY)
    verify.status(head, 200)
    verify.header(head, 'Content-Length', String(image.fileSize))
    const known = { ...NOBODY, headers: { 'If-None-Match': head.header('etag') ?? '' } }
    verify.status(await uforge.get(downloadUri, known), 304)
    for (const wrong of [
      downloadUri.replace(fileName, 'other.tar.gz'),
      `${other.uri}/downloads?downloadId=${downloadKey}`,
      `${image.parentUri}/images/2147483646/downloads?downloadId=${downloadKey}`,
      downloadUri.replace(/^users\/[^/]+/, 'users/conformance-nobody'),
    ])
      verify.status(await uforge.get(wrong, NOBODY), 401)
    verify.status(await uforge.post(downloadUri, NOBODY), [401, 405])
    verify.status(await uforge.get(downloadUri, NOBODY), 200)
  },
)

conformanceCase(
  {
    id: 'uforge.download-key.wrong',
    title: 'A key that is malformed, unknown or used is 401 in the same words, and is not repeated (S29)',
    operation: 'downloadMachineImage',
    status: [401, 200],
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const { uri, downloadKey = '' } = await resources.machineImage()
    const ask = (key: string) => uforge.get(`${uri}/downloads?downloadId=${key}`, NOBODY)
    const first = await ask(UNKNOWN)
    verify.status(first, 401)
    verify.header(first, 'WWW-Authenticate', /^Basic realm=/)
    verify.that(!first.text.includes(UNKNOWN), 'the answer repeats the key')
    const malformed = [
      '',
      'x',
      downloadKey.slice(1),
      `${downloadKey}0`,
      downloadKey.toUpperCase().replace(/\d/g, 'A'),
      '%00',
      '%27',
    ]
    for (const key of malformed) {
      const answer = await ask(key)
      verify.status(answer, 401)
      verify.equal('what is said', refusalIn(answer), refusalIn(first))
    }
    verify.status(await ask(downloadKey), 200)
    verify.equal('what is said of a used key', refusalIn(await ask(downloadKey)), refusalIn(first))
  },
)

conformanceCase(
  {
    id: 'uforge.download-key.credentials',
    title: 'Credentials decide where a key comes with them: good ones do not use it, bad ones are refused',
    operation: 'downloadMachineImage',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify, capabilities }) => {
    const { uri, downloadKey } = await resources.machineImage()
    const keyed = `${uri}/downloads?downloadId=${downloadKey}`
    for (let times = 0; times < 2; times += 1) verify.status(await uforge.get(keyed), 200)
    verify.status(await uforge.get(`${uri}/downloads?downloadId=${UNKNOWN}`), 200)
    if (capabilities.tellsAccountsApart)
      verify.status(await uforge.get(keyed, { account: null, headers: { Authorization: 'Basic !' } }), 401)
    verify.status(await uforge.get(keyed, NOBODY), 200)
  },
)

conformanceCase(
  {
    id: 'uforge.download-key.elsewhere',
    title: 'A key is good for nothing but the download',
    operation: 'showMachineImage',
    status: 401,
    needs: ['uforge', 'uforgeAccounts'],
  },
  async ({ uforge, resources, verify }) => {
    const { uri, downloadKey } = await resources.machineImage()
    const query = `?downloadId=${downloadKey}`
    for (const place of ['', '/status', '/pkgs']) verify.status(await uforge.get(`${uri}${place}${query}`, NOBODY), 401)
    verify.status(await uforge.delete(`${uri}${query}`, NOBODY), 401)
    verify.status(await uforge.get(`${uri}/downloads${query}`, NOBODY), 200)
  },
)

conformanceCase(
  {
    id: 'uforge.download-key.first-range',
    title: 'The first delivery is that of the whole archive, whatever range is asked for',
    operation: 'downloadMachineImage',
    status: 200,
    needs: ['uforge'],
  },
  async (context) => {
    const { uforge, resources, verify } = context
    const image = await resources.machineImage()
    for (const Range of ['bytes=0-9', 'bytes=5-', 'bytes=-1', 'bytes=999999999-', 'nonsense']) {
      const { uri, downloadKey, fileSize } = await reread(context, image)
      const answer = await uforge.get(`${uri}/downloads?downloadId=${downloadKey}`, { ...NOBODY, headers: { Range } })
      verify.status(answer, 200)
      verify.equal('the length', answer.body.length, fileSize)
    }
  },
)

conformanceCase(
  {
    id: 'uforge.download-key.resume',
    title: 'A delivery that broke is gone on with where it broke, and in no other way',
    operation: 'downloadMachineImage',
    status: [206, 401],
    needs: ['uforge', 'vitrine'],
  },
  async (context) => {
    const { uforge, resources, verify } = context
    const image = await resources.machineImage(await resources.appliance((await resources.largeDisk()).uri))
    const uri = `${image.uri}/downloads?downloadId=${image.downloadKey}`
    const whole = (await uforge.get(`${image.uri}/downloads`)).body
    const { status, bytes } = await uforge.breakOff(uri, NOBODY)
    verify.equal('the status of what breaks', status, 200)
    const ask = (Range: string) => uforge.get(uri, { ...NOBODY, headers: { Range } })
    for (const other of ['bytes=0-', `bytes=${whole.length - 1}-`, 'bytes=0-9']) verify.status(await ask(other), 401)
    verify.status(await uforge.get(uri, NOBODY), 401)
    // The server may hear late that the connection is gone.
    const rest = await waitUntil(
      () => ask(`bytes=${bytes}-`),
      (answer) => answer.status === 206,
    )
    verify.status(rest, 206)
    verify.header(rest, 'Content-Range', `bytes ${bytes}-${whole.length - 1}/${whole.length}`)
    verify.bytes('the rest', rest.body, whole.subarray(bytes))
    verify.status(await uforge.get(uri, NOBODY), 401)
    verify.that((await reread(context, image)).downloadKey !== image.downloadKey, 'the key is still the same')
  },
)
