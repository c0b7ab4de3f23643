import { digest, filePath, imagePath, someBytes, upload } from './requests.ts'
import type { Target } from './target.ts'
import type { Verify } from './verify.ts'

const EMPTY_DATA = { size: null, virtual_size: null, checksum: null, os_hash_algo: null, os_hash_value: null }

/** An image that nothing was kept of, and that takes data as if nothing had happened. */
export const verifyClean = async (target: Target, verify: Verify, id: string) => {
  const image = (await target.get(imagePath(id))).json()
  verify.equal('status', image.status, 'queued')
  for (const [key, value] of Object.entries(EMPTY_DATA))
    verify.equal(`${key} of the queued image`, image[key], value, key.includes('size') ? undefined : 'C30')
  verify.status(await target.get(filePath(id)), 204)
}

export const verifyUploads = async (target: Target, verify: Verify, id: string) => {
  const bytes = someBytes(3000)
  verify.status(await upload(target, id, bytes), 204)
  const image = (await target.get(imagePath(id))).json()
  verify.equal(
    'status, size and checksum',
    [image.status, image.size, image.checksum],
    ['active', bytes.length, digest('md5', bytes)],
  )
  verify.bytes('the data', (await target.get(filePath(id))).body, bytes)
}
