import { EventEmitter } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { describe, expect, test, vi } from 'vitest'
import { deferContinue, expectsContinue, sendContinue } from './expect-continue.ts'

function waitingRequest() {
  const server = new EventEmitter() as Server
  const request = {} as IncomingMessage
  const response = { writeContinue: vi.fn() } as unknown as ServerResponse & { writeContinue: ReturnType<typeof vi.fn> }
  const handled = vi.fn()
  server.on('request', handled)
  deferContinue(server)
  server.emit('checkContinue', request, response)
  return { request, response, handled }
}

describe('a request that expects 100-continue', () => {
  test('is handled like any other, without being told to go on', () => {
    const { request, response, handled } = waitingRequest()
    expect(handled).toHaveBeenCalledExactlyOnceWith(request, response)
    expect(response.writeContinue).not.toHaveBeenCalled()
    expect(expectsContinue(request)).toBe(true)
  })

  test('is told to go on once, when its data is wanted', () => {
    const { request, response } = waitingRequest()
    sendContinue(request, response)
    sendContinue(request, response)
    expect(response.writeContinue).toHaveBeenCalledOnce()
    expect(expectsContinue(request)).toBe(false)
  })

  test('another request is not told anything', () => {
    const { response } = waitingRequest()
    sendContinue({} as IncomingMessage, response)
    expect(response.writeContinue).not.toHaveBeenCalled()
  })
})
