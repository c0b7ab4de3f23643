import type { UForgeStatus } from '@vitrine/api-types'
import type { CallOptions } from '../call.ts'
import { GenerationError } from '../errors.ts'
import { persistently, sleep } from '../persistently.ts'
import type { DbId, UForgeAccess } from './access.ts'
import type { MachineImages } from './machine-images.ts'

export interface WatchOptions extends CallOptions {
  /** Called with the first status, and with every one that is another: `percentage` and `message` say how far it is. */
  readonly onProgress?: ((status: UForgeStatus) => void) | undefined
  /** Milliseconds from one look to the next; 1000 when left out. */
  readonly everyMs?: number | undefined
}

export const STATUS = '/api/users/{uid}/appliances/{aid}/images/{itid}/status'

export function createWatch(
  { api, call, uid }: UForgeAccess,
  { show, status: showStatus }: Pick<MachineImages, 'show' | 'status'>,
): MachineImages['watch'] {
  /** Undefined when it is still the one that is known. */
  async function look(aid: DbId, itid: DbId, known: UForgeStatus, options: CallOptions) {
    const params = { path: { uid, aid: String(aid), itid: String(itid) } }
    // With a condition `fetch` sends `no-cache` unless it is told otherwise, and to some servers that means: all of it.
    const headers = known.digest ? { 'If-None-Match': `"${known.digest}"`, 'Cache-Control': 'max-age=0' } : {}
    const news = await call<{ status: UForgeStatus } | undefined>('showMachineImageStatus', options, (init) =>
      api.GET(STATUS, { params, headers, ...init }),
    )
    return news?.status
  }

  return async (applianceId, id, { onProgress, everyMs = 1000, signal } = {}) => {
    let status = await showStatus(applianceId, id, { signal })
    onProgress?.(status)
    while (!isOver(status)) {
      await sleep(everyMs, signal)
      const known = status
      const news = await persistently(() => look(applianceId, id, known, { signal }), signal)
      if (news === undefined) continue
      status = news
      onProgress?.(status)
    }
    if (!status.complete) throw new GenerationError(id, status)
    return persistently(() => show(applianceId, id, { signal }), signal)
  }
}

const isOver = ({ complete, cancelled, error }: UForgeStatus) => complete || cancelled || error
