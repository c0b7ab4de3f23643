import { Agent, request as get } from 'undici'
import { asTransferError } from '../errors.ts'
import { openBytes } from '../source.ts'
import type { CreateTransport } from '../transport.ts'
import { openFile } from './file-source.ts'
import { answer, send } from './send.ts'

// The first byte may take as long as a store needs to fetch it from an archive.
const PATIENT = { headersTimeout: 0 }
const shared = new Agent(PATIENT)

/** Uploads on `node:http`, which can wait for `100 Continue` and says when a buffer is free again; downloads on undici, the faster reader. */
export const createTransport: CreateTransport = ({ tls }) => {
  const dispatcher = tls ? new Agent({ ...PATIENT, connect: tls }) : shared
  return {
    openSource: (source, size) =>
      typeof source === 'string' ? openFile(source, size) : Promise.resolve(openBytes(source, size)),
    send: (request, body, onSent) => send({ ...request, tls }, body, onSent),
    get: async ({ url, headers, signal }) => {
      try {
        const {
          statusCode,
          headers: answered,
          body,
        } = await get(url, { headers, dispatcher, ...(signal && { signal }) })
        return { ...answer(statusCode, answered), body }
      } catch (error) {
        throw asTransferError(`Cannot read from ${new URL(url).host}`, error, signal)
      }
    },
  }
}
