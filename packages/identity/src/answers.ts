import { LRUCache } from 'lru-cache'

/** What somebody else said, remembered for a while: one question at a time for each key. A failure is no answer. */
export function createAnswers<Answer extends object, Question>(options: {
  readonly size: number
  readonly lifeMs: number
  readonly now: () => Date
  readonly ask: LRUCache.Fetcher<string, Answer, Question>
}) {
  const { size, lifeMs, now, ask } = options
  return new LRUCache<string, Answer, Question>({
    max: size,
    ttl: lifeMs,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
    // Who waits for an answer gets it, also when the cache needs the room for others meanwhile.
    ignoreFetchAbort: true,
    fetchMethod: ask,
  })
}
