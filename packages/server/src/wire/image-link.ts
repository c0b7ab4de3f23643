import type { ImageLink, ImageLinkCreate } from '@vitrine/api-types'
import type { DownloadLink } from '@vitrine/core'
import { wholeSeconds } from './image.ts'

export function toWire({ id, createdAt, expiresAt, claimedAt }: DownloadLink): ImageLink {
  return {
    id,
    created_at: wholeSeconds(createdAt),
    expires_at: wholeSeconds(expiresAt),
    used_at: claimedAt && wholeSeconds(claimedAt),
  }
}

/** As it is told once, to who made it: the id is in the path, and so in logs, the secret in the query. */
export function toNewLink(link: DownloadLink, baseUrl: string): ImageLink {
  const url = `${baseUrl}/v2/images/${link.imageId}/links/${link.id}/file?key=${link.key}`
  return { ...toWire(link), url }
}

/** How long a new link is good; as the service has it where the request says nothing. */
export function toLifetime({ expires_in: seconds }: ImageLinkCreate = {}): { lifetimeMs?: number } {
  return seconds === undefined ? {} : { lifetimeMs: seconds * 1000 }
}
