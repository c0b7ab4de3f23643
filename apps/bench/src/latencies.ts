import { Agent, get } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

/** So seldom that the asking is no load of its own. */
const EVERY_MS = 20

/** How many milliseconds each answer took, to one who asks for the URL now and then until it is `done`. */
export async function latencies(url: string, done: AbortSignal): Promise<number[]> {
  const agent = new Agent({ keepAlive: true })
  const all: number[] = []
  try {
    while (!done.aborted) {
      const start = performance.now()
      await answer(url, agent)
      all.push(performance.now() - start)
      await delay(EVERY_MS, undefined, { signal: done }).catch(() => undefined)
    }
  } finally {
    agent.destroy()
  }
  return all
}

function answer(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = get(url, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`GET ${url} was answered with ${response.statusCode}`))
      response.resume().on('end', resolve).on('error', reject)
    })
    sent.on('error', reject)
  })
}
