import { conformanceCase } from '../conformance-case.ts'
import { examplePath, OCTETS, PATCH_21, unknownId } from '../requests.ts'
import type { OperationId } from '../spec.ts'
import { isExtension, OPERATIONS } from '../spec.ts'

// The Identity API has its own cases: it may be at another address. UForge has no tokens.
const guarded = (Object.keys(OPERATIONS) as OperationId[]).filter(
  (id) => OPERATIONS[id].credentials.includes('token') && OPERATIONS[id].tag !== 'Identity',
)

const bodyFor = (operation: OperationId) => {
  if (operation === 'createImage') return { json: {} }
  if (operation === 'createTask') return { json: { type: 'import', input: {} } }
  if (operation === 'addMember') return { json: { member: 'conformance-member' } }
  if (operation === 'updateMember') return { json: { status: 'accepted' } }
  if (operation === 'updateImage') return { headers: { 'Content-Type': PATCH_21 }, body: '[]' }
  return operation === 'uploadImageData' ? { headers: OCTETS, body: 'bytes' } : {}
}

for (const operation of guarded) {
  const { method, path } = OPERATIONS[operation]
  conformanceCase(
    {
      id: `authentication.${operation.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      title: 'No token, or one that is not valid, is 401 and says where tokens come from',
      operation,
      status: 401,
      needs: [
        'authentication',
        ...(path.startsWith('/v1/') ? (['v1'] as const) : []),
        ...(isExtension(OPERATIONS[operation]) ? (['vitrine'] as const) : []),
      ],
    },
    async ({ target, verify }) => {
      const real = examplePath(path, unknownId())
      for (const token of [null, 'not-a-token']) {
        const answer = await target.request(method, real, { ...bodyFor(operation), token })
        verify.status(answer, 401)
        verify.header(answer, 'WWW-Authenticate', /^Keystone uri=["'][^"']+["']$/)
      }
    },
  )
}
