import { conformanceCase } from '../conformance-case.ts'
import { JSON_TYPE, readDocument, XML } from '../uforge-documents.ts'

for (const [name, accept, type] of [
  ['xml', XML, XML],
  ['json', JSON_TYPE, JSON_TYPE],
  ['anything', '*/*', XML],
  ['none', null, XML],
] as const)
  conformanceCase(
    {
      id: `uforge.status.${name}`,
      title: `Whoever asks is told that the platform is well, and its version, as ${type} for Accept: ${accept ?? '(none)'}`,
      operation: 'showServiceStatus',
      status: 200,
      needs: ['uforgeStatus'],
    },
    async ({ uforge, verify }) => {
      const answer = await uforge.get('status', { account: null, accept })
      verify.status(answer, 200)
      verify.header(answer, 'Content-Type', type)
      const { alive, version } = readDocument('UForgeServiceStatus', answer)
      verify.equal('alive', alive, true)
      verify.that(version !== '', 'there is no version')
      verify.equal('the header version', answer.header('version') ?? version, version)
    },
  )

conformanceCase(
  {
    id: 'uforge.status.credentials',
    title: 'Credentials are not looked at where the platform is asked for its status, be they wrong',
    operation: 'showServiceStatus',
    status: 200,
    needs: ['uforgeStatus'],
  },
  async ({ uforge, verify }) => {
    for (const headers of [{ Authorization: 'Basic !' }, { Authorization: 'Bearer conformance' }])
      verify.status(await uforge.get('status', { headers }), 200)
    verify.status(await uforge.get('status?apiKey=conformance&signature=conformance', { account: null }), 200)
  },
)
