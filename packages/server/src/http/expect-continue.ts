import type { IncomingMessage, Server, ServerResponse } from 'node:http'

const waiting = new WeakSet<IncomingMessage>()

/**
 * Node would answer `100 Continue` before anyone looked at the request. With this, the client is told to go on
 * only when the data is wanted, so a refused upload sends nothing.
 */
export function deferContinue(server: Server): void {
  server.on('checkContinue', (request, response) => {
    waiting.add(request)
    server.emit('request', request, response)
  })
}

export function expectsContinue(request: IncomingMessage): boolean {
  return waiting.has(request)
}

/** Tells a waiting client to send its body; does nothing for one that sends anyway. */
export function sendContinue(request: IncomingMessage, response: ServerResponse): void {
  if (waiting.delete(request)) response.writeContinue()
}
