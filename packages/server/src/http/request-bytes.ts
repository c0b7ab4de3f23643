import { Problem } from '@vitrine/core'
import type { Request, Response } from 'express'
import { sendContinue } from './expect-continue.ts'
import { contextOf } from './request-context.ts'

/**
 * The request's body as it arrives. There is no limit on the whole time, only on silence: `uploadIdle` after `idleMs`
 * without a byte while we wait for one, `uploadAborted` when the client goes away.
 */
export async function* requestBytes(
  request: Request,
  response: Response,
  { idleMs, onBytes }: { idleMs: number; onBytes: (count: number) => void },
): AsyncGenerator<Uint8Array, void, undefined> {
  const context = contextOf(request)
  sendContinue(request, response)
  const iterator: AsyncIterator<Buffer> = request.iterator({ destroyOnReturn: false })
  let silent: (reason: Problem) => void = () => undefined
  const timer = setTimeout(() => {
    silent(new Problem('uploadIdle', `No data arrived for ${idleMs / 1000} seconds`))
  }, idleMs)
  try {
    for (;;) {
      // Only our waiting counts, not the time that the disk takes.
      timer.refresh()
      const { done, value } = await new Promise<IteratorResult<Buffer, undefined>>((resolve, reject) => {
        silent = reject
        iterator.next().then(resolve, (error: unknown) => reject(asAborted(error)))
      })
      silent = () => undefined
      if (done) return
      context.bytesReceived += value.length
      onBytes(value.length)
      yield value
      release(value)
    }
  } finally {
    clearTimeout(timer)
    // Lets go of the request, so that what still comes can be discarded; takes effect with the next bytes.
    iterator.return?.().catch(() => undefined)
  }
}

/**
 * Gives the memory of a chunk back at once, as its consumer has asked for the next. A socket makes 64 KiB of it for
 * every chunk, and waiting for the garbage collector costs a fifth of an upload's processor time and 60 MB.
 */
function release({ buffer, byteLength }: Buffer): void {
  // Only what is all of its memory: small chunks share theirs with others.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}

function asAborted(error: unknown): unknown {
  const gone =
    error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'ECONNABORTED')
  return gone
    ? new Problem('uploadAborted', 'The client went away before all data had arrived', { cause: error })
    : error
}
