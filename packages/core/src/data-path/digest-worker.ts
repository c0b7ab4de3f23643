import { createHash, type Hash } from 'node:crypto'
import { parentPort } from 'node:worker_threads'

/** What the digest pool asks of a worker. Bytes arrive as shared memory: nothing is copied. */
export type DigestRequest =
  | { readonly type: 'start'; readonly job: number; readonly algorithm: string }
  | { readonly type: 'update'; readonly job: number; readonly memory: SharedArrayBuffer; readonly length: number }
  | { readonly type: 'finish'; readonly job: number }
  | { readonly type: 'drop'; readonly job: number }

/** Answers come in the order of the requests of a job: one per `update`, one per `finish`. */
export type DigestAnswer = { readonly job: number; readonly hex?: string }

const port = parentPort
if (!port) throw new Error('digest-worker runs only as a worker thread')

const hashes = new Map<number, Hash>()

port.on('message', (request: DigestRequest) => {
  switch (request.type) {
    case 'start':
      hashes.set(request.job, createHash(request.algorithm))
      return
    case 'update':
      hashes.get(request.job)?.update(new Uint8Array(request.memory, 0, request.length))
      port.postMessage({ job: request.job } satisfies DigestAnswer)
      return
    case 'finish': {
      const hex = hashes.get(request.job)?.digest('hex') ?? ''
      hashes.delete(request.job)
      port.postMessage({ job: request.job, hex } satisfies DigestAnswer)
      return
    }
    case 'drop':
      hashes.delete(request.job)
  }
})
