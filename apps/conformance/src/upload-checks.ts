import type { DifferenceId } from './known-differences.ts'
import { digest, filePath, imagePath, patch, replace, someBytes, upload } from './requests.ts'
import type { Target } from './target.ts'
import type { Quirk, Verify } from './verify.ts'
import { quirk } from './verify.ts'

const DATA_FIELDS = ['size', 'virtual_size', 'checksum', 'os_hash_algo', 'os_hash_value']

const verifyQueued = async (
  target: Target,
  verify: Verify,
  id: string,
  known: (key: string) => DifferenceId | undefined,
) => {
  const image = (await target.get(imagePath(id))).json()
  verify.equal('status', image.status, 'queued')
  for (const key of DATA_FIELDS) verify.equal(`${key} of the queued image`, image[key], null, known(key))
}

/** An image that nothing was kept of, and that takes data as if nothing had happened. */
export const verifyClean = async (target: Target, verify: Verify, id: string) => {
  await verifyQueued(target, verify, id, (key) => (key.includes('size') ? undefined : 'C30'))
  verify.status(await target.get(filePath(id)), 204)
}

export const verifyUploads = async (target: Target, verify: Verify, id: string, ...quirks: Quirk[]) => {
  const bytes = someBytes(3000)
  if (!verify.status(await upload(target, id, bytes), 204, ...quirks)) return
  const image = (await target.get(imagePath(id))).json()
  verify.equal(
    'status, size and checksum',
    [image.status, image.size, image.checksum],
    ['active', bytes.length, digest('md5', bytes)],
  )
  verify.bytes('the data', (await target.get(filePath(id))).body, bytes)
}

/** An image whose data was refused for its format: nothing is kept, and other data is welcome. */
export const verifyRefused = async (target: Target, verify: Verify, id: string) => {
  await verifyQueued(target, verify, id, () => 'R1')
  verify.status(await target.get(filePath(id)), 204, quirk('R1', 200))
  verify.status(await patch(target, id, [replace('/disk_format', 'raw')]), 200)
  await verifyUploads(target, verify, id, quirk('R1', 500))
}
