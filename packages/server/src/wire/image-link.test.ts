import type { DownloadLink } from '@vitrine/core'
import { describe, expect, test } from 'vitest'
import { toLifetime, toNewLink, toWire } from './image-link.ts'

const KEY = 'e662d401bd7313b9db1fa9d50ce3b85f'
const link = {
  id: '0c5d8a8e-3a52-4a0f-9f0e-0d1f1c2b3a49',
  key: KEY,
  imageId: '6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b',
  createdAt: new Date('2026-03-01T09:35:00.999Z'),
  expiresAt: new Date('2026-03-01T10:35:00Z'),
  claimedAt: null,
  busyUntil: null,
  leaseUntil: null,
  delivered: 0,
} satisfies Partial<DownloadLink> as unknown as DownloadLink

describe('a download link', () => {
  test('is shown without its secret', () => {
    expect(toWire(link)).toStrictEqual({
      id: link.id,
      created_at: '2026-03-01T09:35:00Z',
      expires_at: '2026-03-01T10:35:00Z',
      used_at: null,
    })
    const used = toWire({ ...link, claimedAt: new Date('2026-03-01T09:40:00Z') })
    expect(used.used_at).toBe('2026-03-01T09:40:00Z')
  })

  test('is told once, with the secret in its query and nowhere else', () => {
    const { url = '' } = toNewLink(link, 'https://images.example')
    const { origin, pathname, search } = new URL(url)
    expect(origin).toBe('https://images.example')
    expect(pathname).toBe(`/v2/images/${link.imageId}/links/${link.id}/file`)
    expect(search).toBe(`?key=${KEY}`)
  })
})

describe('a new link', () => {
  test('is good for so many seconds, or as long as the service has it', () => {
    expect(toLifetime({ expires_in: 3600 })).toStrictEqual({ lifetimeMs: 3_600_000 })
    expect(toLifetime({})).toStrictEqual({})
    expect(toLifetime(undefined)).toStrictEqual({})
  })
})
