import { createSecretKey, randomBytes } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { LRUCache } from 'lru-cache'

/** What a token says by itself: who logged in, how, and for which project. What that is worth, the directory knows. */
export interface Claims {
  /** Names the token where the token itself would be a secret. */
  readonly auditId: string
  readonly userId: string
  readonly projectId: string | undefined
  readonly credentialId: string | undefined
  readonly methods: readonly string[]
  readonly issuedAt: Date
  readonly expiresAt: Date
}

export type Tokens = ReturnType<typeof createTokens>

/** bytes; as long as the digest. */
export const KEY_LENGTH = 32

const ALGORITHM = 'HS256'
/** Whatever else should be signed with this key some day will have another type. */
const TYPE = 'vitrine-token+jwt'
const ISSUER = 'vitrine'
/** characters; ours have less than half of it, and no work is done for longer ones. */
const MAX_LENGTH = 1024

interface Payload {
  readonly jti: string
  readonly sub: string
  readonly project?: string
  readonly credential?: string
  readonly methods: readonly string[]
  /** Seconds, with a fraction: a token that follows a change of the password must not seem to precede it. */
  readonly iat: number
  readonly exp: number
}

/** Signed web tokens. Those whose signature was found right are remembered, up to `cacheSize`. */
export function createTokens(deps: { key: Uint8Array; now: () => Date; cacheSize: number }) {
  const { key, now, cacheSize } = deps
  if (key.length !== KEY_LENGTH) throw new Error(`The key of tokens has ${KEY_LENGTH} bytes, and not ${key.length}`)
  const signingKey = createSecretKey(key).toCryptoKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
  const known = new LRUCache<string, Claims>({ max: cacheSize })

  const unlessEnded = (claims: Claims | undefined) => (claims && claims.expiresAt > now() ? claims : undefined)

  async function verify(token: string): Promise<Claims | undefined> {
    if (token.length > MAX_LENGTH) return undefined
    try {
      const rules = { algorithms: [ALGORITHM], typ: TYPE, issuer: ISSUER, currentDate: now() }
      const { payload } = await jwtVerify<Payload>(token, signingKey, rules)
      const claims = fromPayload(payload)
      known.set(token, claims)
      return claims
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  }

  return {
    sign: (claims: Claims): Promise<string> =>
      new SignJWT({ iss: ISSUER, ...toPayload(claims) })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
        .sign(signingKey),

    /** Undefined for whatever is not a token of ours, or has ended. */
    read: async (token: string): Promise<Claims | undefined> => unlessEnded(known.get(token) ?? (await verify(token))),

    /** The same for a token that was read before, without a calculation; undefined for others. */
    recall: (token: string): Claims | undefined => unlessEnded(known.get(token)),
  }
}

export function newAuditId(): string {
  return randomBytes(16).toString('base64url')
}

function toPayload({ auditId, userId, projectId, credentialId, methods, issuedAt, expiresAt }: Claims): Payload {
  return {
    jti: auditId,
    sub: userId,
    ...(projectId !== undefined && { project: projectId }),
    ...(credentialId !== undefined && { credential: credentialId }),
    methods,
    iat: issuedAt.getTime() / 1000,
    exp: expiresAt.getTime() / 1000,
  }
}

function fromPayload({ jti, sub, project, credential, methods, iat, exp }: Payload): Claims {
  return {
    auditId: jti,
    userId: sub,
    projectId: project,
    credentialId: credential,
    methods,
    issuedAt: new Date(Math.round(iat * 1000)),
    expiresAt: new Date(Math.round(exp * 1000)),
  }
}
