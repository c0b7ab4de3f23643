import type { UForgeImage } from '@vitrine/api-types'
import { downloadToFile } from '#platform/download-to-file'
import { createVerifier } from '../digest.ts'
import { createDownload, type Download } from '../download.ts'
import type { DataRecord, DownloadOptions, FileDownload, FileDownloadOptions } from '../image-data.ts'
import { createOpenData, type DataAccess, present } from '../open-data.ts'
import { fillPath } from '../path.ts'
import type { DbId } from './access.ts'
import type { Authorisation } from './authorisation.ts'
import type { MachineImages } from './machine-images.ts'

/** The files of machine images that were generated with `compress`: archives, as often as one likes. */
export interface MachineImageData {
  /** Held against its SHA-256, for which the machine image is looked at first. */
  download(applianceId: DbId, id: DbId, options?: Omit<DownloadOptions, 'prefer'>): Promise<Download>
  /** Node only; in all as `downloadToFile` of an image. */
  downloadToFile(
    applianceId: DbId,
    id: DbId,
    path: string,
    options?: Omit<FileDownloadOptions, 'prefer'>,
  ): Promise<FileDownload>
}

const DOWNLOADS = '/api/users/{uid}/appliances/{aid}/images/{itid}/downloads'

export function createMachineImageData(
  access: DataAccess & Pick<MachineImages, 'show'> & { readonly uid: string; readonly authorisation: Authorisation },
): MachineImageData {
  const { baseUrl, uid, authorisation } = access

  function sourceOf(aid: DbId, itid: DbId) {
    const url = `${baseUrl}${fillPath(DOWNLOADS, { uid, aid, itid })}`
    const { headers, sign } = authorisation
    return {
      open: createOpenData(access, { operation: 'downloadMachineImage', headers, urlOf: () => sign(url) }),
      show: async (_id: string, options: { signal?: AbortSignal | undefined }) =>
        recordOf(await access.show(aid, itid, options)),
    }
  }

  return {
    async download(applianceId, id, { range, ifRange, verify = true, signal, onProgress } = {}) {
      const { show, open } = sourceOf(applianceId, id)
      const record = verify && !range ? await show('', { signal }) : undefined
      const opened = present(await open('', { range, ifRange, signal }))
      return createDownload(opened, record && createVerifier(record), onProgress)
    },

    downloadToFile: async (applianceId, id, path, options = {}) =>
      present(await downloadToFile({ ...sourceOf(applianceId, id), resumable: true }, '', path, options)),
  }
}

const recordOf = ({ uri, fileSize, md5sum, sha256sum }: UForgeImage): DataRecord => ({
  id: uri,
  size: fileSize,
  ...(md5sum !== undefined && { checksum: md5sum }),
  ...(sha256sum !== undefined && { os_hash_algo: 'sha256', os_hash_value: sha256sum }),
})
