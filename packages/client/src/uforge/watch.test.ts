import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { sendJson, startServer } from '../../test/stub-server.ts'
import { refuseDocument } from '../../test/uforge.ts'
import { createUForgeClient, GenerationError, type UForgeStatus } from '../index.ts'

const at = (percentage: number, over: Partial<UForgeStatus> = {}) => ({
  complete: false,
  error: false,
  cancelled: false,
  digest: `digest-${percentage}`,
  percentage,
  message: `At ${percentage}`,
  ...over,
})
const DONE = at(100, { complete: true })
const image = { dbId: 47, uri: 'users/bob/appliances/21/images/47' }

type Reply = UForgeStatus | ((response: ServerResponse) => void)

/** A generation whose status is, one look after the other, what `replies` say, and then always the last. */
async function startGeneration(...replies: Reply[]) {
  const conditions: (string | undefined)[] = []
  const { url } = await startServer((request, response) => {
    if (!request.url?.endsWith('/status')) return sendJson(response, 200, { image })
    const { 'if-none-match': condition, 'cache-control': caching = '' } = request.headers
    conditions.push(condition)
    const reply = (replies.length > 1 ? replies.shift() : replies[0]) as Reply
    if (typeof reply === 'function') reply(response)
    else if (condition === `"${reply.digest}"` && !caching.includes('no-cache')) response.writeHead(304).end()
    else sendJson(response, 200, { status: reply })
  })
  const { machineImages } = createUForgeClient({ baseUrl: url, user: 'bob', password: 'secret' })
  const told: string[] = []
  const onProgress = ({ percentage, message }: UForgeStatus) => told.push(`${percentage} ${message}`)
  const watch = (signal?: AbortSignal) => machineImages.watch(21, 47, { onProgress, everyMs: 1, signal })
  return { watch, told, conditions }
}

describe('watching a generation', () => {
  it('tells what is new, and shows the machine image in the end', async () => {
    const { watch, told, conditions } = await startGeneration(at(0), at(0), at(42), at(42), DONE)
    expect(await watch()).toEqual(image)
    expect(told).toEqual(['0 At 0', '42 At 42', '100 At 100'])
    expect(conditions).toEqual([undefined, '"digest-0"', '"digest-0"', '"digest-42"', '"digest-42"'])
  })

  it('of one that was over before ends at once', async () => {
    const { watch, conditions } = await startGeneration(DONE)
    expect([await watch(), conditions]).toEqual([image, [undefined]])
  })

  it('rejects with the reason when it fails', async () => {
    const failed = at(42, { error: true, errorMessage: 'The disk is full', detailedErrorMsg: 'ENOSPC' })
    const { watch, told } = await startGeneration(at(0), failed)
    const failure = await watch().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(GenerationError)
    expect(failure).toMatchObject({
      status: 'failed',
      message: 'The generation of machine image 47 failed: The disk is full',
      detail: 'ENOSPC',
    })
    expect(told).toEqual(['0 At 0', '42 At 42'])
  })

  it('rejects when somebody cancels it', async () => {
    const { watch } = await startGeneration(at(0), at(42, { cancelled: true }))
    await expect(watch()).rejects.toMatchObject({
      status: 'cancelled',
      message: 'The generation of machine image 47 was cancelled',
    })
  })

  it('rejects when there is no such thing, or no longer', async () => {
    const gone: Reply = (response) => refuseDocument(response, 404, 'No machine image 47', 'image.unknown')
    for (const replies of [[gone], [at(0), gone]]) {
      const { watch } = await startGeneration(...replies)
      await expect(watch()).rejects.toMatchObject({ status: 404, messageId: 'image.unknown' })
    }
  })

  it('goes on when the server was away for a moment', async () => {
    const restarting: Reply = (response) => response.writeHead(503).end()
    const { watch, told } = await startGeneration(at(0), (response) => response.destroy(), restarting, DONE)
    expect(await watch()).toEqual(image)
    expect(told).toEqual(['0 At 0', '100 At 100'])
  })

  it('does not wait for a server that was never there', async () => {
    const { watch, conditions } = await startGeneration((response) => response.writeHead(503).end())
    await expect(watch()).rejects.toMatchObject({ status: 503 })
    expect(conditions).toHaveLength(1)
  })

  it('ends with the reason of its signal', async () => {
    const { watch, told } = await startGeneration(at(0))
    const controller = new AbortController()
    const reason = new Error('enough')
    const watching = watch(controller.signal)
    await expect.poll(() => told).toHaveLength(1)
    controller.abort(reason)
    await expect(watching).rejects.toBe(reason)
  })
})
