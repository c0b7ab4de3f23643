import { fileURLToPath } from 'node:url'
import { findProgram, run } from './processes.ts'

/** Asks for one URL over and over, and tells how often per second it was answered. */
export interface LoadClient {
  readonly name: string
  rate(url: string, options: LoadOptions): Promise<number>
}

export interface LoadOptions {
  readonly connections: number
  readonly seconds: number
  readonly signal: AbortSignal
  /** Left out where nobody asks for one. */
  readonly token?: string | undefined
}

/** A slow peer may take this long for an answer. */
const ANSWER_SECONDS = 30

export async function findLoadClient(): Promise<LoadClient> {
  const wrk = await findProgram('wrk')
  return wrk === undefined ? autocannonClient() : wrkClient(wrk)
}

function wrkClient(wrk: string): LoadClient {
  return {
    name: 'wrk',
    async rate(url, { connections, seconds, signal, token }) {
      const args = [
        ...headerArgs(token),
        '-t',
        1,
        '-c',
        connections,
        '-d',
        `${seconds}s`,
        '--timeout',
        `${ANSWER_SECONDS}s`,
        url,
      ].map(String)
      const output = await run(wrk, args, { signal, timeoutMs: limitMs(seconds) })
      const failures = /Non-2xx.*|Socket errors.*/.exec(output)?.[0]
      if (failures !== undefined) throw new Error(`GET ${url}: ${failures.trim()}`)
      return assertRate(url, Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1]))
    },
  }
}

interface AutocannonResult {
  readonly requests: { readonly total: number }
  readonly duration: number
  readonly non2xx: number
  readonly errors: number
}

function autocannonClient(): LoadClient {
  const program = fileURLToPath(import.meta.resolve('autocannon'))
  return {
    name: 'autocannon',
    async rate(url, { connections, seconds, signal, token }) {
      const options = [
        ...headerArgs(token),
        '--json',
        '--no-progress',
        '-c',
        connections,
        '-d',
        seconds,
        '-t',
        ANSWER_SECONDS,
        url,
      ].map(String)
      const output = await run(process.execPath, [program, ...options], { signal, timeoutMs: limitMs(seconds) })
      const { requests, duration, non2xx, errors } = JSON.parse(output) as AutocannonResult
      if (non2xx + errors > 0) throw new Error(`GET ${url}: ${non2xx} refusals, ${errors} errors`)
      return assertRate(url, requests.total / duration)
    },
  }
}

function headerArgs(token: string | undefined): string[] {
  return token === undefined ? [] : ['-H', `X-Auth-Token: ${token}`]
}

function limitMs(seconds: number): number {
  return (seconds + 2 * ANSWER_SECONDS) * 1000
}

function assertRate(url: string, rate: number): number {
  if (!(rate > 0)) throw new Error(`GET ${url} was not answered once: a larger --seconds may help`)
  return rate
}
