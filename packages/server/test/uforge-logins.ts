import { createHmac } from 'node:crypto'
import type { IdentityDirectory, User } from '@vitrine/core'
import type { Passwords } from '@vitrine/identity/local'

/** The default project of each user, and the role there; undefined for a user without one. */
const USERS = {
  ann: ['lab', 'member'],
  rita: ['lab', 'reader'],
  root: ['lab', 'admin'],
  bob: ['den', 'member'],
  homeless: undefined,
} as const
export type UserName = keyof typeof USERS

/** Ids are `id-of-ann` and so on, passwords `password of ann`. */
export async function seedUsers(directory: IdentityDirectory, passwords: Passwords): Promise<void> {
  const projects = ['lab', 'den'].map((name) => ({ id: name, name, description: '', enabled: true }))
  const roles = ['admin', 'member', 'reader'].map((name) => ({ id: name, name }))
  const users = await Promise.all(
    Object.entries(USERS).map(
      async ([name, place]): Promise<User> => ({
        id: `id-of-${name}`,
        name,
        enabled: true,
        passwordHash: await passwords.hash(`password of ${name}`),
        defaultProjectId: place?.[0] ?? 'lab',
        tokensValidFrom: new Date(0),
      }),
    ),
  )
  const assignments = Object.entries(USERS).flatMap(([name, place]) =>
    place ? [{ userId: `id-of-${name}`, projectId: place[0], roleId: place[1] }] : [],
  )
  await directory.seed({ users, projects, roles, assignments })
}

/** Logs in by password; `root\\ann` is root, acting for ann. */
export function basic(login: string, password = `password of ${login.split('\\')[0]}`): string {
  return `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`
}

/** The path with a key in its query and the signature of that behind it, as clients make it. */
export function signedWith(path: string, { publicKey, secretKey }: { publicKey: string; secretKey: string }): string {
  const text = `${path}${path.includes('?') ? '&' : '?'}apiKey=${encodeURIComponent(publicKey)}`
  return `${text}&signature=${encodeURIComponent(macOf(text.slice('/api/'.length), secretKey))}`
}

export const macOf = (text: string, secretKey: string) => createHmac('sha1', secretKey).update(text).digest('base64')
