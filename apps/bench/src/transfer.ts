import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Agent, type IncomingMessage, request } from 'node:http'
import { devNull } from 'node:os'
import { pipeline } from 'node:stream/promises'
import { findProgram, run } from './processes.ts'

/** Moves bodies between files and servers, and tells how long that took, answer included. */
export interface TransferClient {
  readonly name: string
  /** Seconds for a PUT of the file. */
  upload(url: string, file: string, signal: AbortSignal): Promise<number>
  /** Seconds for a GET of that many bytes, which are thrown away. */
  download(url: string, bytes: number, signal: AbortSignal): Promise<number>
}

/** So slow a transfer is a failure: bounds the bench. */
const TRANSFER_MS = 15 * 60_000

export async function findTransferClient(): Promise<TransferClient> {
  const curl = await findProgram('curl')
  return curl === undefined ? nodeClient() : curlClient(curl)
}

function curlClient(curl: string): TransferClient {
  // No configuration file, no proxy, and no waiting for `100 Continue`, which could cost one side up to a second.
  const common = ['-q', '-sS', '--noproxy', '*', '-H', 'Expect:', '-o', devNull]
  const timed = async (args: readonly string[], signal: AbortSignal) => {
    const output = await run(
      curl,
      [...common, '-w', '%{http_code} %{time_total} %{size_upload} %{size_download}', ...args],
      {
        signal,
        timeoutMs: TRANSFER_MS,
      },
    )
    const [status = 0, seconds = 0, sent = 0, received = 0] = output.split(' ').map(Number)
    return { status, seconds, sent, received }
  }
  return {
    name: 'curl',
    async upload(url, file, signal) {
      const { size } = await stat(file)
      const { status, seconds, sent } = await timed(
        ['-T', file, '-H', 'Content-Type: application/octet-stream', url],
        signal,
      )
      assertWhole('PUT', url, { status, bytes: sent, expected: size })
      return seconds
    },
    async download(url, expected, signal) {
      const { status, seconds, received } = await timed([url], signal)
      assertWhole('GET', url, { status, bytes: received, expected })
      return seconds
    },
  }
}

function nodeClient(): TransferClient {
  const agent = new Agent({ keepAlive: false })
  return {
    name: 'node:http',
    async upload(url, file, signal) {
      const { size } = await stat(file)
      const start = performance.now()
      const outgoing = request(url, {
        agent,
        method: 'PUT',
        signal,
        timeout: TRANSFER_MS,
        headers: { 'Content-Type': 'application/octet-stream', 'Content-Length': size },
      })
      const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>
      await Promise.all([answered, pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), outgoing)])
      const [response] = await answered
      for await (const _ of response);
      assertWhole('PUT', url, { status: response.statusCode ?? 0, bytes: size, expected: size })
      return (performance.now() - start) / 1000
    },
    async download(url, expected, signal) {
      const start = performance.now()
      const outgoing = request(url, { agent, signal, timeout: TRANSFER_MS }).end()
      const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      await once(response, 'end')
      assertWhole('GET', url, { status: response.statusCode ?? 0, bytes, expected })
      return (performance.now() - start) / 1000
    },
  }
}

function assertWhole(
  method: string,
  url: string,
  { status, bytes, expected }: { status: number; bytes: number; expected: number },
): void {
  if (status < 200 || status > 299) throw new Error(`${method} ${url} was answered with ${status}`)
  if (bytes !== expected) throw new Error(`${method} ${url} moved ${bytes} bytes instead of ${expected}`)
}
