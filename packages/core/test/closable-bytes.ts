import type { RemoteBody } from '../src/ports/remote-source.ts'

/** Bytes from elsewhere that are at their end; `onClose` is called when they are given back. */
export function closableBytes(onClose: () => void): RemoteBody['bytes'] {
  const bytes: RemoteBody['bytes'] = {
    next: async () => ({ done: true, value: undefined }),
    return: async () => {
      onClose()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]: () => bytes,
  }
  return bytes
}
