import type { IncomingMessage, ServerResponse } from 'node:http'
import { expectsContinue } from './expect-continue.ts'

const DISCARD_BYTES = 64 * 1024 * 1024
const DISCARD_MS = 2000

/**
 * After an answer that came before the whole body was read: goes on reading for a while so that a client in the
 * middle of sending gets to see the answer, then cuts off one that does not stop. Closing at once would reset the
 * connection and lose the answer; reading everything would make a refusal as dear as an upload.
 */
export function discardBody(request: IncomingMessage, response: ServerResponse): void {
  if (request.complete) return
  if (expectsContinue(request)) {
    // The client never sent anything, and may or may not do so after this answer: the connection cannot be reused.
    response.setHeader('Connection', 'close')
    return
  }
  let discarded = 0
  const timer = setTimeout(() => request.destroy(), DISCARD_MS)
  request.on('data', (chunk: Buffer) => {
    discarded += chunk.length
    if (discarded > DISCARD_BYTES) request.destroy()
  })
  request.on('error', () => undefined)
  request.once('close', () => clearTimeout(timer))
  request.resume()
}
