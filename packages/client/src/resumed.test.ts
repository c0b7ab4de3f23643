import { describe, expect, it } from 'vitest'
import { readAll } from '../test/stub-server.ts'
import { ApiError, TransferError } from './errors.ts'
import type { OpenedData } from './open-data.ts'
import { resumed } from './resumed.ts'

const whole = { size: 6, range: undefined, etag: undefined, contentMd5: undefined }

/** Data that breaks off behind `text`. */
async function* broken(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
  throw new TransferError('It broke off')
}

const rest = (start: number, text: string): OpenedData => ({
  ...whole,
  range: { start, end: 5, size: 6 },
  body: (async function* () {
    if (text) yield Buffer.from(text)
  })(),
})

const read = async (openFrom: Parameters<typeof resumed>[1]) =>
  String(await readAll(resumed({ ...whole, body: broken('abc') }, openFrom)))

describe('data that broke off', () => {
  it('is gone on with where it was', async () => {
    expect(await read(async (start) => rest(start, 'def'))).toBe('abcdef')
  })

  it('is what there was, when the server refuses to go on', async () => {
    const refusal = new ApiError('downloadLinkedImageData', 404, undefined, { title: '', message: 'It is used' })
    await expect(read(() => Promise.reject(refusal))).rejects.toMatchObject({
      name: 'TransferError',
      message: 'It broke off, and the server does not go on: It is used',
      cause: refusal,
    })
  })

  const WRONG = [
    { name: 'other bytes', answer: rest(2, 'cdef') },
    { name: 'all of it', answer: { ...rest(0, 'abcdef'), range: undefined } },
    { name: 'nothing', answer: undefined },
  ]
  for (const { name, answer } of WRONG) {
    it(`does not become ${name}`, async () => {
      await expect(read(async () => answer)).rejects.toThrow('It broke off, and the server does not go on there')
    })
  }

  it('is not asked for again when that brought nothing', async () => {
    let asked = 0
    const hopeless = { ...rest(3, ''), body: broken('') }
    const reading = read(async () => {
      asked++
      return hopeless
    })
    await expect(reading).rejects.toThrow('It broke off')
    expect(asked).toBe(1)
  })

  it('is not asked for again when it is not a matter of the connection', async () => {
    const full = new RangeError('No room')
    const failing = async function* () {
      yield Buffer.from('abc')
      throw full
    }
    const reading = readAll(resumed({ ...whole, body: failing() }, () => Promise.reject(new Error('asked again'))))
    await expect(reading).rejects.toBe(full)
  })
})
