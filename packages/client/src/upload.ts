import type { OperationId } from '@vitrine/api-types'
import { refusalOf } from './errors.ts'
import { type DataAccess, sendWithToken } from './open-data.ts'
import { progressOf, type TransferOptions } from './progress.ts'
import type { Body, UploadRequest } from './transport.ts'

/** The operation that takes data, and how it wants to be asked. */
export type Destination = Pick<UploadRequest, 'method' | 'url' | 'headers'> & { readonly operation: OperationId }

/** Sends data, and gives the text of the answer. */
export async function upload(
  { tokens, transport }: Pick<DataAccess, 'tokens' | 'transport'>,
  { operation, method, url, headers }: Destination,
  source: Body,
  { signal, onProgress }: TransferOptions,
): Promise<string> {
  const body = watched(source)
  const common = { accept: 'application/json', 'content-type': 'application/octet-stream', ...headers }
  const send = (withToken: UploadRequest['headers']) => {
    let transferred = 0
    return transport.send({ method, url, headers: withToken, signal }, body, (bytes) => {
      transferred += bytes
      onProgress?.(progressOf(transferred, body.size))
    })
  }
  const answer = await sendWithToken(tokens, common, send, () => body.repeatable || !body.started)
  if (answer.status >= 300) throw refusalOf(operation, answer.status, answer.header, answer.text)
  return answer.text
}

/** Remembers whether any of the source was used. */
function watched(body: Body): Body & { readonly started: boolean } {
  let started = false
  return {
    ...body,
    get started() {
      return started
    },
    chunks: () => {
      started = true
      return body.chunks()
    },
  }
}
