import type { IncomingMessage, ServerResponse } from 'node:http'
import { expectsContinue } from './expect-continue.ts'

const DISCARD_BYTES = 64 * 1024 * 1024
const DISCARD_MS = 2000

/**
 * Sends the last bytes of an answer, which may come before the whole body was read. A client in the middle of sending
 * must get to see it: closing the connection with unread data would reset it and lose the answer, and reading
 * everything would make a refusal as dear as an upload. So the answer goes out whole and ends when the client has
 * stopped sending; one that does not stop is cut off.
 */
export function endAnswer(request: IncomingMessage, response: ServerResponse, bytes?: Buffer): void {
  if (bytes) response.setHeader('Content-Length', bytes.length)
  if (request.complete) {
    response.end(bytes)
    return
  }
  // A client that waits for `100 Continue` may or may not send its body now: the connection cannot be used again.
  if (expectsContinue(request)) response.setHeader('Connection', 'close')
  if (bytes) response.write(bytes)
  else {
    if (response.statusCode !== 204) response.setHeader('Content-Length', 0)
    response.flushHeaders()
  }
  let discarded = 0
  const timer = setTimeout(() => request.destroy(), DISCARD_MS)
  request.on('data', (chunk: Buffer) => {
    discarded += chunk.length
    if (discarded > DISCARD_BYTES) request.destroy()
  })
  request.on('error', () => undefined)
  request.once('end', () => response.end())
  request.once('close', () => clearTimeout(timer))
  request.resume()
}
