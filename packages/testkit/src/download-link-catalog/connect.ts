import { randomBytes, randomUUID } from 'node:crypto'
import {
  ANONYMOUS,
  type Caller,
  type DownloadLink,
  type DownloadLinkCatalog,
  type Lease,
  type NewDownloadLink,
} from '@vitrine/core'
import { at } from '../task-catalog/connect.ts'

export type ConnectLinks = () => Promise<{ readonly links: DownloadLinkCatalog; close(): Promise<void> }>

/** When links of these tests expire, in seconds. */
export const END = 1000

const CALLER: Caller = { ...ANONYMOUS, userId: 'user-1', projectId: 'project-1', roles: ['member', 'reader'] }

export function buildLink(overrides: Partial<NewDownloadLink> = {}): NewDownloadLink {
  return {
    id: randomUUID(),
    key: randomBytes(16).toString('hex'),
    imageId: 'image-1',
    caller: CALLER,
    offered: false,
    createdAt: at(0),
    expiresAt: at(END),
    ...overrides,
  }
}

/** Inserted, and as it is found then. */
export async function insertLink(
  links: DownloadLinkCatalog,
  overrides?: Partial<NewDownloadLink>,
): Promise<DownloadLink> {
  const link = buildLink(overrides)
  await links.insert(link)
  return { ...link, claimedAt: null, busyUntil: null, leaseUntil: null, delivered: 0 }
}

/** In seconds. */
export const leaseOf = (holder: string, busyUntil: number, leaseUntil: number): Lease => ({
  holder,
  busyUntil: at(busyUntil),
  leaseUntil: at(leaseUntil),
})

/** A link whose delivery broke at 10 s after 500 bytes, and may be gone on with until 100 s. */
export async function insertBroken(links: DownloadLinkCatalog): Promise<DownloadLink> {
  const link = await insertLink(links)
  await links.claim(link.key, at(1), leaseOf('first', 20, 100))
  await links.report(link.key, 500, leaseOf('first', 10, 100))
  return { ...link, claimedAt: at(1), busyUntil: at(10), leaseUntil: at(100), delivered: 500 }
}
