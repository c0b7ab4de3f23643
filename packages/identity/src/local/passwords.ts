import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Problem } from '@vitrine/core'
import pLimit from 'p-limit'

export type Passwords = ReturnType<typeof createPasswords>

export interface PasswordCost {
  /** KiB of memory for each hash. */
  readonly memoryCost: number
  /** How often the memory is gone through. */
  readonly timeCost: number
}

/** What OWASP asks of Argon2id for one lane. */
const COST: PasswordCost = { memoryCost: 19_456, timeCost: 2 }
/** Hashes are made in Node's four threads, which read and write files as well. */
const PARALLEL = 2
/** bytes; longer ones are refused before they cost anything. */
const MAX_LENGTH = 4096

/** Passwords and secrets are kept as hashes that cost memory to guess, in PHC format. */
export function createPasswords({ cost = COST }: { cost?: PasswordCost } = {}) {
  const limit = pLimit(PARALLEL)
  const prefix = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=1$`
  /** Of no password: a user who does not exist takes as long as one who does. */
  const nobodys = `${prefix}${base64(randomBytes(16))}$${base64(randomBytes(32))}`

  return {
    async hash(password: string): Promise<string> {
      if (isTooLong(password)) throw new Problem('attributeInvalid', `A password has at most ${MAX_LENGTH} bytes`)
      return limit(() => hash(password, { ...cost, parallelism: 1 }))
    },

    /** Without a hash the answer is false, after the same work. */
    async verify(hashed: string | null | undefined, password: string): Promise<boolean> {
      if (isTooLong(password)) return false
      return limit(() => verify(hashed ?? nobodys, password))
    },

    /** Whether the hash was made at another cost than hashes are made now. */
    isOutdated: (hashed: string): boolean => !hashed.startsWith(prefix),
  }
}

/** 160 bits in letters that no shell, URL or YAML file takes for anything else. */
export function newSecret(): string {
  return `v${randomBytes(20).toString('hex')}`
}

function isTooLong(password: string): boolean {
  return Buffer.byteLength(password) > MAX_LENGTH
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
