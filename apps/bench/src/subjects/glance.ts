import type { ImageList } from '@vitrine/api-types'
import { createImageApi, type ImageApi } from '../image-api.ts'

/** Where a Glance is looked for when nobody names one. */
export const DEFAULT_PEER = 'http://127.0.0.1:19392'

const LOOK_MS = 5000

/** The peer, if an Image API v2 answers there without asking who we are; else why not. */
export async function findGlance(url: string, signal: AbortSignal): Promise<ImageApi | { readonly missing: string }> {
  const base = url.replace(/\/+$/, '')
  try {
    const response = await fetch(`${base}/v2/images?limit=1`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]),
    })
    if (!response.ok) return { missing: `${base} answers ${response.status} to a caller without a token` }
    const { images } = (await response.json()) as Partial<ImageList>
    return Array.isArray(images) ? createImageApi({ url: base, signal }) : { missing: `${base} is no Image API v2` }
  } catch (error) {
    signal.throwIfAborted()
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : error
    return { missing: `nothing to talk to at ${base} (${reason})` }
  }
}
