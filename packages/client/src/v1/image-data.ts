import { downloadToFile } from '#platform/download-to-file'
import { createVerifier } from '../digest.ts'
import { createDownload, type Download } from '../download.ts'
import type { FileDownload, ShowRecord } from '../image-data.ts'
import { createOpenData, type DataAccess } from '../open-data.ts'
import { fillPath } from '../path.ts'
import type { TransferOptions } from '../progress.ts'
import type { ImagesV1 } from './images.ts'

export interface DownloadOptionsV1 extends TransferOptions {
  /** Whether to hold the data against its MD5; true when left out. */
  readonly verify?: boolean
}

/** As `client.data`, but all of the data or none. An image without data is an `ApiError` of status 404. */
export interface ImageDataV1 {
  download(id: string, options?: DownloadOptionsV1): Promise<Download | undefined>
  /** Node only. The file appears under its name once it is complete, verified and on disk; a failure leaves nothing. */
  downloadToFile(id: string, path: string, options?: DownloadOptionsV1): Promise<FileDownload | undefined>
}

export function createImageDataV1(access: DataAccess & Pick<ImagesV1, 'show'>): ImageDataV1 {
  const open = createOpenData(access, {
    operation: 'showImageV1',
    urlOf: (id) => `${access.baseUrl}${fillPath('/v1/images/{image_id}', { image_id: id })}`,
  })
  return {
    async download(id, { verify = true, signal, onProgress } = {}) {
      const opened = await open(id, { signal })
      return opened && createDownload(opened, verify ? createVerifier({}, opened.contentMd5) : undefined, onProgress)
    },

    downloadToFile(id, path, options = {}) {
      const show: ShowRecord = async (...asked) => {
        const { size, checksum } = await access.show(...asked)
        // 0 may also mean that nobody knows.
        return { id, size: size || null, checksum }
      }
      return downloadToFile({ show, open, resumable: false }, id, path, options)
    },
  }
}
