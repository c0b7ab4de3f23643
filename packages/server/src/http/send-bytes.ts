import type { Request, Response } from 'express'
import { contextOf } from './request-context.ts'

/**
 * Sends chunks that are lent: each is out of our hands before the next is asked for. When the source fails, the client
 * takes nothing for `idleMs`, or the service stops, the connection breaks, so that a short body never looks whole.
 */
export async function sendBytes(
  request: Request,
  response: Response,
  bytes: AsyncIterable<Uint8Array>,
  { idleMs, signal, onBytes }: { idleMs: number; signal: AbortSignal; onBytes: (count: number) => void },
): Promise<void> {
  const context = contextOf(request)
  let gone: (reason: Error) => void = () => undefined
  const onClose = () => gone(new ClientGone('The client went away'))
  const onIdle = () => response.destroy(new ClientGone(`The client took no data for ${idleMs / 1000} seconds`))
  const onStop = () => response.destroy()
  response.once('close', onClose)
  // The timer of the socket counts parts of a chunk too: a slow client is not an idle one.
  response.setTimeout(idleMs, onIdle)
  signal.addEventListener('abort', onStop, { once: true })
  try {
    for await (const chunk of bytes) {
      if (response.destroyed) throw new ClientGone('The client went away')
      await new Promise<void>((resolve, reject) => {
        gone = reject
        response.write(chunk, (error) =>
          error ? reject(new ClientGone('The client went away', { cause: error })) : resolve(),
        )
      })
      context.bytesSent += chunk.length
      onBytes(chunk.length)
    }
    response.end()
  } catch (error) {
    // Before the first byte there is still an answer to give.
    if (response.headersSent) response.destroy()
    if (!(error instanceof ClientGone)) throw error
  } finally {
    response.socket?.setTimeout(0)
    response.removeListener('timeout', onIdle)
    response.removeListener('close', onClose)
    signal.removeEventListener('abort', onStop)
  }
}

/** Not a failure of ours: the log shows the request as aborted. */
class ClientGone extends Error {}
