import { ApiError, TransferError } from './errors.ts'
import type { OpenedData } from './open-data.ts'

type OpenFrom = (start: number) => Promise<OpenedData | undefined>

/** The bytes of data that is opened again where its connection broke, as long as that brings any. */
export async function* resumed(first: OpenedData, openFrom: OpenFrom): AsyncGenerator<Uint8Array> {
  let opened = first
  let position = first.range?.start ?? 0
  for (;;) {
    const from = position
    try {
      for await (const chunk of opened.body) {
        position += chunk.byteLength
        yield chunk
      }
      return
    } catch (error) {
      if (!(error instanceof TransferError) || position === from) throw error
      opened = await openAgain(openFrom, position, error)
    }
  }
}

async function openAgain(openFrom: OpenFrom, position: number, { message }: TransferError): Promise<OpenedData> {
  const opened = await openFrom(position).catch((error: unknown) => {
    throw error instanceof ApiError
      ? new TransferError(`${message}, and the server does not go on: ${error.message}`, { cause: error })
      : error
  })
  if (opened?.range?.start === position) return opened
  throw new TransferError(`${message}, and the server does not go on there`)
}
