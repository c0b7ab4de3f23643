import type { ApplicationCredential, IdentityDirectory, LoginMethod, Reference, User } from '@vitrine/core'
import type { Passwords } from './passwords.ts'
import { inDefaultDomain } from './reference.ts'
import type { Standings } from './standing.ts'
import type { Tokens } from './tokens.ts'

/** Who somebody has shown to be. */
export interface Proof {
  readonly user: User
  readonly methods: readonly string[]
  /** Bounds what the token is good for, however it is exchanged later. */
  readonly credential?: ApplicationCredential | undefined
  /** When what was shown ends, and with it what is given for it. */
  readonly expiresAt?: Date | null
}

type Method<M extends LoginMethod['method']> = Extract<LoginMethod, { method: M }>

/** Answers undefined for whatever is wrong, and after the same work where there is a secret to guess. */
export type Prove = (by: LoginMethod, at: Date) => Promise<Proof | undefined>

export function createProve(deps: {
  directory: IdentityDirectory
  passwords: Passwords
  tokens: Tokens
  standings: Standings
}): Prove {
  const { directory, passwords, tokens, standings } = deps

  async function byPassword({ user: reference, password }: Method<'password'>): Promise<Proof | undefined> {
    const user = await findUser(reference)
    const isRight = await passwords.verify(user?.passwordHash, password)
    if (!user?.enabled || !isRight) return undefined
    await renewHash(user, password)
    return { user, methods: ['password'] }
  }

  /** Only now is the password at hand, of which a hash at today's cost is made. */
  async function renewHash({ id, passwordHash }: User, password: string): Promise<void> {
    if (passwordHash === null || !passwords.isOutdated(passwordHash)) return
    const renewed = await passwords.hash(password)
    const current = await directory.findUser({ id })
    // Unless somebody has changed the password meanwhile.
    if (current?.passwordHash === passwordHash) await directory.updateUser(id, { passwordHash: renewed })
  }

  /** Asks the directory anew, since the new token outlives what was remembered of the old one. */
  async function byToken({ token }: Method<'token'>): Promise<Proof | undefined> {
    const claims = await tokens.read(token)
    const standing = claims && (await standings.ask(claims))
    if (!standing) return undefined
    const { facts, credential } = standing
    const methods = [...new Set([...facts.methods, 'token'])].sort()
    return { user: facts.user, methods, credential, expiresAt: facts.expiresAt }
  }

  async function byCredential(by: Method<'application_credential'>, at: Date): Promise<Proof | undefined> {
    const credential = await findCredential(by.credential)
    const isRight = await passwords.verify(credential?.secretHash, by.secret)
    if (!credential || !isRight || hasEnded(credential, at)) return undefined
    const user = await directory.findUser({ id: credential.userId })
    if (!user?.enabled) return undefined
    return { user, methods: ['application_credential'], credential, expiresAt: credential.expiresAt }
  }

  async function findCredential(by: Method<'application_credential'>['credential']) {
    if ('id' in by) return directory.findCredential(by)
    const user = await findUser(by.user)
    return user && directory.findCredential({ userId: user.id, name: by.name })
  }

  async function findUser(reference: Reference): Promise<User | undefined> {
    const by = inDefaultDomain(reference)
    return by && directory.findUser(by)
  }

  return (by, at) => {
    switch (by.method) {
      case 'password':
        return byPassword(by)
      case 'token':
        return byToken(by)
      case 'application_credential':
        return byCredential(by, at)
    }
  }
}

function hasEnded({ expiresAt }: ApplicationCredential, at: Date): boolean {
  return expiresAt !== null && expiresAt <= at
}
