import { type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { errorBody } from './error-body.ts'
import { newRequestId } from './request-context.ts'

/** What Node refuses before there is a request, by the code of its error; everything else is not HTTP. */
const REFUSALS: Readonly<Record<string, readonly [status: number, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers are too large'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The chunk extensions are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The headers took too long to arrive'],
}

/** Answers what never becomes a request. Node itself would send a status line and nothing else. */
export function answerClientErrors(server: Server): void {
  const open = new Set<ServerResponse>()
  server.on('request', (_request, response) => {
    open.add(response)
    response.once('close', () => open.delete(response))
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const isMidAnswer = [...open].some(({ req, headersSent }) => req.socket === socket && headersSent)
    if (!socket.writable || isMidAnswer) socket.destroy(error)
    else refuse(socket, ...(REFUSALS[error.code ?? ''] ?? [400, 'The request is not valid HTTP']))
  })
}

function refuse(socket: Duplex, status: number, message: string): void {
  const { type, text } = errorBody(status, message, undefined)
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(text)}`,
    `X-Openstack-Request-Id: ${newRequestId()}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy())
}
