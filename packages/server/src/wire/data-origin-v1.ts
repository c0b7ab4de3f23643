import { type DataOrigin, Problem } from '@vitrine/core'
import type { ImageDescription } from './image-description-v1.ts'

/** Where a request has the data of an image come from: one place, or none. */
export function toDataOrigin(
  { size, checksum, location, copyFrom, store }: ImageDescription,
  request: {
    readonly body: AsyncIterable<Uint8Array> | undefined
    /** bytes; undefined for a chunked body */
    readonly contentLength: number | undefined
  },
): Exclude<DataOrigin, { kind: 'empty' }> | undefined {
  const { body, contentLength } = request
  const named = { 'a body': body, 'x-image-meta-location': location, 'x-glance-api-copy-from': copyFrom }
  const several = Object.entries(named).filter(([, origin]) => origin !== undefined)
  if (several.length > 1) {
    const names = several.map(([name]) => name).join(' and ')
    throw new Problem('attributeInvalid', `Data comes from one place only, and the request has ${names}`)
  }
  if (body) {
    return { kind: 'upload', upload: { bytes: body, declaredSize: size ?? contentLength, checksum, store } }
  }
  const said = { ...(size !== undefined && { size }), ...(checksum !== undefined && { checksum }) }
  if (location !== undefined) {
    if (store === undefined) return { kind: 'location', url: location, ...said }
    throw new Problem('attributeInvalid', 'Data that stays at its location goes into no store: omit x-image-meta-store')
  }
  if (copyFrom === undefined) return undefined
  return { kind: 'copy', url: copyFrom, ...(store !== undefined && { store }), ...said }
}
