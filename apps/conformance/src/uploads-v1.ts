import { imageOf, pathV1, updateV1 } from './images-v1.ts'
import { digest, filePath, someBytes } from './requests.ts'
import type { Answer, Target } from './target.ts'
import type { Verify } from './verify.ts'

/** An image that was to have data: nothing was kept of that, nothing is to be had, and nothing more is taken. */
export const verifyKilled = async (target: Target, verify: Verify, id: string): Promise<void> => {
  const answer = await target.head(pathV1(id))
  verify.status(answer, 200)
  const { status, size, checksum } = imageOf(answer)
  verify.equal('the status', status, 'killed')
  verify.equal('size and checksum', [size, checksum], [0, null], 'C30')
  verify.status(await target.get(pathV1(id)), 404)
  verify.status(await target.get(filePath(id)), 204)
  verify.status(await updateV1(target, id, {}, someBytes(10)), 409)
}

/** What is answered of an upload is what there is from then on. */
export const verifyActive = async (target: Target, verify: Verify, answer: Answer, bytes: Buffer): Promise<void> => {
  const { id, status, size, checksum } = answer.json().image
  const wanted = { status: 'active', size: bytes.length, checksum: digest('md5', bytes) }
  verify.equal('the image', { status, size, checksum }, wanted)
  verify.header(answer, 'ETag', wanted.checksum)
  const data = await target.get(pathV1(id))
  verify.status(data, 200)
  verify.bytes('the data', data.body, bytes)
}
