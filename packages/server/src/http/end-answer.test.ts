import { once } from 'node:events'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { endAnswer } from './end-answer.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const MIB = 1024 * 1024

function answered() {
  const request = new IncomingMessage(new Socket())
  request.method = 'PUT'
  const response = new ServerResponse(request)
  return { request, response }
}

describe('the body that comes after its answer', () => {
  test('is read to its end, and no timer stays behind', async () => {
    const { request, response } = answered()
    endAnswer(request, response)
    request.push(Buffer.alloc(MIB))
    request.push(null)
    await once(request, 'close')
    expect(request.readableEnded).toBe(true)
    expect(response.writableEnded).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('of a client that does not stop is cut off after a while', async () => {
    const { request, response } = answered()
    endAnswer(request, response)
    expect(request.destroyed).toBe(false)
    expect(response).toMatchObject({ headersSent: true, writableEnded: false })
    vi.runAllTimers()
    expect(request.destroyed).toBe(true)
    await once(request, 'close')
  })

  test('of a client that sends very much is cut off before its end', async () => {
    const { request, response } = answered()
    endAnswer(request, response)
    const closed = once(request, 'close')
    const chunk = Buffer.alloc(MIB)
    for (let sent = 0; sent <= 64; sent++) request.push(chunk)
    await closed
    expect(request.readableEnded).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is no matter when it has arrived already', () => {
    const { request, response } = answered()
    request.complete = true
    endAnswer(request, response)
    expect(vi.getTimerCount()).toBe(0)
    expect(request.listenerCount('data')).toBe(0)
    expect(response.writableEnded).toBe(true)
  })
})
