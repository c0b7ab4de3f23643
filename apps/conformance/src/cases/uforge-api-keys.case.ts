import type { UForgeApiKeyPair } from '@vitrine/api-types'
import type { CaseContext } from '../conformance-case.ts'
import { conformanceCase } from '../conformance-case.ts'
import { unknownId } from '../requests.ts'
import { signed, type UForge } from '../uforge.ts'
import { documentOf, REPRESENTATIONS, readDocument } from '../uforge-documents.ts'
import { verifyRepresentations, verifyUnchanged } from '../uforge-reads.ts'

const keysUri = ({ userUri }: UForge): string => `${userUri}/apikeys`

const pairsOf = async (uforge: UForge): Promise<UForgeApiKeyPair[]> =>
  readDocument('UForgeApiKeyPairs', await uforge.get(keysUri(uforge))).apiKeyPairs.apiKeyPair

/** Users have few pairs, and some may be in use by others. */
const onePair = async ({ uforge, resources, skip }: CaseContext): Promise<UForgeApiKeyPair> => {
  const { apiKeysQuota } = readDocument('UForgeUser', await uforge.get(uforge.userUri))
  if ((await pairsOf(uforge)).length >= (apiKeysQuota ?? 1)) skip('the caller has all the API keys that it may have')
  return resources.apiKeyPair()
}

for (const [representation, type] of REPRESENTATIONS)
  conformanceCase(
    {
      id: `uforge.api-keys.create.${representation}`,
      title: `A pair of keys is made with a name, in ${representation.toUpperCase()}, and is in the list`,
      operation: 'createApiKeyPair',
      status: 201,
      needs: ['uforge'],
    },
    async (context) => {
      const { uforge, verify } = context
      const before = await pairsOf(uforge)
      const label = { name: 'laptop', description: 'Größe & Umfang' }
      const answer = await uforge.post(keysUri(uforge), {
        ...documentOf('UForgeApiKeyPairCreate', label, type),
        accept: type,
      })
      if (answer.status === 403) return context.skip('the caller has all the API keys that it may have')
      verify.status(answer, 201)
      const pair = readDocument('UForgeApiKeyPair', answer)
      verify.equal('name and description', { name: pair.name, description: pair.description }, label)
      verify.header(answer, 'Location', new RegExp(`/api/${pair.uri}$`))
      verify.that(pair.publicKey.length >= 20 && (pair.secretKey ?? '').length >= 20, 'the keys are short')
      verify.equal('the list', await pairsOf(uforge), [...before, pair])
    },
  )

conformanceCase(
  {
    id: 'uforge.api-keys.create.no-body',
    title: 'Nothing has to be said of a pair of keys',
    operation: 'createApiKeyPair',
    status: 201,
    needs: ['uforge'],
  },
  async (context) => {
    const { uforge, verify, skip } = context
    const answer = await uforge.post(keysUri(uforge))
    if (answer.status === 403) skip('the caller has all the API keys that it may have')
    verify.status(answer, 201)
    const { publicKey, secretKey } = readDocument('UForgeApiKeyPair', answer)
    verify.that(publicKey !== secretKey, 'the keys of the pair are the same')
  },
)

conformanceCase(
  {
    id: 'uforge.api-keys.quota',
    title: 'A user has as many pairs as apiKeysQuota says, and no more (S54)',
    operation: 'createApiKeyPair',
    status: 403,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify, skip }) => {
    const { apiKeysQuota } = readDocument('UForgeUser', await uforge.get(uforge.userUri))
    if (apiKeysQuota === undefined || apiKeysQuota > 50) return skip('the caller may have very many API keys')
    for (let count = (await pairsOf(uforge)).length; count < apiKeysQuota; count += 1) await resources.apiKeyPair()
    verify.status(await uforge.post(keysUri(uforge)), 403)
    verify.equal('the number of pairs', (await pairsOf(uforge)).length, apiKeysQuota)
  },
)

for (const [representation, type] of REPRESENTATIONS)
  conformanceCase(
    {
      id: `uforge.api-keys.update.${representation}`,
      title: `A pair gets another name, in ${representation.toUpperCase()}, and keeps its keys`,
      operation: 'updateApiKeyPair',
      status: 200,
      needs: ['uforge'],
    },
    async (context) => {
      const { uforge, verify } = context
      const pair = await onePair(context)
      const label = documentOf('UForgeApiKeyPairCreate', { name: 'another' }, type)
      const answer = await uforge.put(pair.uri, { ...label, accept: type })
      verify.status(answer, 200)
      const { name, publicKey, secretKey, digest } = readDocument('UForgeApiKeyPair', answer)
      verify.equal('the pair', [name, publicKey, secretKey], ['another', pair.publicKey, pair.secretKey])
      verify.that(digest !== pair.digest, 'the digest stays the same')
    },
  )

conformanceCase(
  {
    id: 'uforge.api-keys.delete',
    title: 'A pair that is deleted is gone, and what it signs is refused from then on',
    operation: 'deleteApiKeyPair',
    status: [204, 404],
    needs: ['uforge'],
  },
  async (context) => {
    const { uforge, verify, capabilities } = context
    const pair = await onePair(context)
    verify.status(await uforge.delete(pair.uri), 204)
    verify.status(await uforge.delete(pair.uri), 404)
    verify.that(!(await pairsOf(uforge)).some(({ publicKey }) => publicKey === pair.publicKey), 'the pair is listed')
    if (capabilities.tellsAccountsApart)
      verify.status(await uforge.get(signed(uforge.userUri, pair), { account: null }), 401)
  },
)

conformanceCase(
  {
    id: 'uforge.api-keys.read',
    title: 'The list of API keys says the same as XML and as JSON, under one ETag',
    operation: 'listApiKeyPairs',
    status: 200,
    needs: ['uforge'],
  },
  async (context) => {
    await onePair(context)
    await verifyRepresentations(context, 'UForgeApiKeyPairs', keysUri(context.uforge))
  },
)

conformanceCase(
  {
    id: 'uforge.api-keys.unchanged',
    title: 'The list of API keys is 304 to who names its ETag, until there is another pair',
    operation: 'listApiKeyPairs',
    status: 304,
    needs: ['uforge'],
  },
  async (context) => {
    const { uforge, verify } = context
    await verifyUnchanged(context, keysUri(uforge))
    const etag = (await uforge.get(keysUri(uforge))).header('etag') ?? ''
    await onePair(context)
    verify.status(await uforge.get(keysUri(uforge), { headers: { 'If-None-Match': etag } }), 200)
  },
)

conformanceCase(
  {
    id: 'uforge.signature.good',
    title: 'A signature stands for name and password, whatever the method and the parameters',
    operation: 'listAppliances',
    status: 200,
    needs: ['uforge'],
  },
  async (context) => {
    const { uforge, verify } = context
    const pair = await onePair(context)
    const list = `${uforge.userUri}/appliances`
    for (const uri of [list, `${list}?query=name%3D%3D%27n%27%3Bversion%3D%3D%271.0%27&count=1`, `${list}?offset=0`])
      verify.status(await uforge.get(signed(uri, pair), { account: null }), 200)
    const label = documentOf('UForgeApiKeyPairCreate', { name: 'by itself' })
    verify.status(await uforge.put(signed(pair.uri, pair), { ...label, account: null }), 200)
  },
)

conformanceCase(
  {
    id: 'uforge.signature.bad',
    title: 'A signature is for one URL, as it was sent, and by the secret that belongs to the key',
    operation: 'listAppliances',
    status: 401,
    needs: ['uforge', 'uforgeAccounts'],
  },
  async (context) => {
    const { uforge, verify } = context
    const pair = await onePair(context)
    const uri = `${uforge.userUri}/appliances`
    const good = signed(`${uri}?count=1`, pair)
    for (const bad of [
      signed(uri, { ...pair, secretKey: 'conformance' }),
      signed(uri, { ...pair, publicKey: unknownId() }),
      good.replace('count=1', 'count=2'),
      good.replace('/appliances', '/%61ppliances'),
      `${good}&offset=0`,
      good.replace(/&signature=.*/, ''),
      good.replace(/apiKey=[^&]*&/, ''),
      good.replace(/signature=.*/, 'signature='),
    ])
      verify.status(await uforge.get(bad, { account: null }), 401)
    verify.status(await uforge.get(good, { account: null }), 200)
  },
)
