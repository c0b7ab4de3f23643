import { createHash } from 'node:crypto'
import { Problem } from '../problem.ts'
import { NO_DIGESTS } from './claimed-digests.ts'
import type { OriginOf, Supply } from './data-origin.ts'
import type { ImageData } from './image.ts'
import { assertChecksum } from './said-of-data.ts'

const NO_BYTES: ImageData = { locations: [], size: 0, ...NO_DIGESTS, virtualSize: null }
const MD5_OF_NO_BYTES = createHash('md5').digest('hex')

/** Nothing: that is what the image is to have. */
export function supplyNothing({ checksum }: OriginOf<'empty'>): Supply {
  return {
    rules: [],

    async admit() {
      assertChecksum(checksum)
      if (checksum === undefined || checksum.toLowerCase() === MD5_OF_NO_BYTES) return
      throw new Problem('checksumMismatch', `No bytes have the checksum ${MD5_OF_NO_BYTES}, not ${checksum}`)
    },

    deliver: (_id, settle) => settle({ status: 'active', data: NO_BYTES }),
  }
}
