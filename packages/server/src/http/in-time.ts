import type { RequestHandler } from 'express'
import { sendContinue } from './expect-continue.ts'
import { HttpError } from './http-error.ts'

/** Reads a body that arrives at once or not at all: the whole of it gets the time that a transfer may be silent. */
export function inTime(read: RequestHandler, idleMs: number): RequestHandler {
  return (request, response, next) => {
    sendContinue(request, response)
    let done = (error?: unknown) => {
      done = () => undefined
      clearTimeout(timer)
      next(error)
    }
    const timer = setTimeout(() => {
      done(new HttpError(408, `The body had not arrived after ${idleMs / 1000} seconds`))
    }, idleMs)
    read(request, response, (error?: unknown) => done(error))
  }
}
