import { getHashes } from 'node:crypto'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { DigestAnswer, DigestRequest } from './digest-worker.ts'

/** One digest over a stream of blocks. */
export interface Digest {
  /** Resolves when the block may be written again. Blocks are taken in the order of the calls. */
  update(memory: SharedArrayBuffer, length: number): Promise<void>
  /** Lower-case hex of everything so far; the digest is used up. */
  finish(): Promise<string>
  /** Gives up: what was not answered yet rejects, and the blocks may still be read. Harmless after `finish`. */
  drop(): void
}

export interface DigestPool {
  /** The digests of one upload, in the order of the algorithms. */
  start(algorithms: readonly string[]): Digest[]
  close(): Promise<void>
}

interface Thread {
  readonly worker: Worker
  readonly jobs: Map<number, Array<PromiseWithResolvers<string | undefined>>>
  /** Why the thread answers no more. */
  failure?: Error
}

/**
 * Hashes in worker threads, so that the event loop only moves bytes. Digests of one upload land on different
 * threads and run side by side; any number of uploads shares the same few threads.
 */
export function createDigestPool(size: number): DigestPool {
  const threads: Array<Thread | undefined> = Array.from({ length: size }, () => undefined)
  let nextJob = 0
  let turn = 0

  /** The places of the threads, those with the fewest open jobs first; of equal ones the next in turn. */
  function byLoad(): number[] {
    const first = turn++
    const load = (place: number) => threads[place]?.jobs.size ?? 0
    return Array.from(threads, (_, index) => (first + index) % size).sort((a, b) => load(a) - load(b))
  }

  /** A thread starts when it is first needed, and again should it ever have died. */
  function threadAt(place: number): Thread {
    const known = threads[place]
    if (known && !known.failure) return known
    const fresh = startThread()
    threads[place] = fresh
    return fresh
  }

  return {
    start(algorithms) {
      const places = byLoad()
      return algorithms.map((algorithm, index) =>
        startDigest(threadAt(places[index % size] ?? 0), nextJob++, algorithm),
      )
    },
    async close() {
      await Promise.all(threads.map((thread) => thread?.worker.terminate()))
    },
  }
}

export function isHashAlgorithm(name: string): boolean {
  return getHashes().includes(name)
}

function startThread(): Thread {
  // The same directory holds digest-worker.ts in sources and digest-worker.js once built.
  const worker = new Worker(new URL(`./digest-worker${extname(import.meta.url)}`, import.meta.url))
  const thread: Thread = { worker, jobs: new Map() }
  worker.on('message', ({ job, hex }: DigestAnswer) => {
    thread.jobs.get(job)?.shift()?.resolve(hex)
  })
  const fail = (error: Error) => {
    thread.failure ??= error
    for (const waiting of thread.jobs.values()) for (const answer of waiting.splice(0)) answer.reject(error)
  }
  worker.on('error', fail)
  worker.on('exit', (code) => fail(new Error(`A digest thread ended with code ${code}`)))
  // An idle thread does not keep the process alive.
  worker.unref()
  return thread
}

function startDigest(thread: Thread, job: number, algorithm: string): Digest {
  const { worker, jobs } = thread
  const waiting: Array<PromiseWithResolvers<string | undefined>> = []
  jobs.set(job, waiting)
  const send = (request: DigestRequest) => worker.postMessage(request)
  const givenUp = () => new Error('The digest was finished or given up')
  const ask = (request: DigestRequest) => {
    const answer = Promise.withResolvers<string | undefined>()
    if (thread.failure) answer.reject(thread.failure)
    else if (!jobs.has(job)) answer.reject(givenUp())
    else {
      waiting.push(answer)
      send(request)
    }
    return answer.promise
  }
  send({ type: 'start', job, algorithm })
  return {
    async update(memory, length) {
      await ask({ type: 'update', job, memory, length })
    },
    async finish() {
      const hex = await ask({ type: 'finish', job })
      jobs.delete(job)
      return hex ?? ''
    },
    drop() {
      if (!jobs.delete(job)) return
      send({ type: 'drop', job })
      for (const answer of waiting.splice(0)) answer.reject(givenUp())
    },
  }
}
