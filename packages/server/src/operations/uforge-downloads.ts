import type { Handlers, OperationRequest, Reply } from '@vitrine/api-types'
import {
  type ByteRange,
  type Download,
  downloadLinkInvalid,
  type ImageDataService,
  isProblem,
  type LinkedDownloads,
  type LoggedIn,
  type MachineImageService,
  type PackedMachineImage,
  Problem,
} from '@vitrine/core'
import { attachment, bytesReply, FOR_ONE_READER, FOR_ONE_USER } from '../http/bytes-reply.ts'
import type { HandlerContext } from '../http/dispatch.ts'
import { isFresh } from '../http/is-fresh.ts'
import { type RangeHeaders, restFrom, selectRange, selectRest } from '../http/ranges.ts'
import { toMachineImagePath } from '../wire/uforge/uris.ts'

/** With the name of the file, or without. */
type DownloadRequest = OperationRequest<'downloadMachineImage', HandlerContext> & {
  readonly path: { readonly fileName?: string }
}

/** What a request may have; nothing is opened yet, and no key used. */
interface Found {
  readonly machineImage: PackedMachineImage
  readonly caching: typeof FOR_ONE_READER
  open(
    wanted: RangeHeaders,
    etag: string,
  ): Promise<{ readonly bytes: AsyncIterable<Uint8Array>; readonly range: ByteRange | undefined }>
}

export const uforgeDownloadOperations = ({
  machineImages,
  imageData,
  linkedDownloads,
}: {
  machineImages: Pick<MachineImageService, 'packed' | 'findPacked'>
  imageData: Pick<ImageDataService, 'describe' | 'open'>
  linkedDownloads: LinkedDownloads
}) => {
  async function findForUser({ path }: DownloadRequest, who: LoggedIn): Promise<Found> {
    const machineImage = await machineImages.packed(toMachineImagePath(path), path.fileName, who)
    const download = await describe(machineImage, who)
    return {
      machineImage,
      caching: FOR_ONE_USER,
      async open(wanted, etag) {
        const range = selectRange(wanted, machineImage.file.size, etag)
        return { bytes: await imageData.open(download, range), range }
      },
    }
  }

  /** Who may delete the image of the catalogue deletes the file with it; or has another one there, where places are set. */
  async function describe({ id, imageId, file }: PackedMachineImage, { caller }: LoggedIn): Promise<Download> {
    const download = await imageData.describe(imageId, caller).catch((error: unknown) => {
      if (!isProblem(error, 'imageNotFound')) throw error
    })
    if (download?.data.checksum === file.checksum) return download
    throw new Problem('machineImageNotFound', `The file of machine image ${id} was deleted: generate it again`)
  }

  /** Looks at the key first: who has no good one learns nothing of what there is, not even by how long it takes. */
  async function findByKey({ path, query }: DownloadRequest): Promise<Found> {
    const download = await linkedDownloads.describe(query.downloadId ?? '')
    const machineImage = await machineImages.findPacked(toMachineImagePath(path), path.fileName)
    const { image, data } = download
    if (machineImage?.imageId !== image.id || machineImage.file.checksum !== data.checksum) throw downloadLinkInvalid()
    return {
      machineImage,
      caching: FOR_ONE_READER,
      async open(wanted, etag) {
        const { start, bytes } = await linkedDownloads.open(download, selectRest(wanted, etag))
        return { bytes, range: restFrom(start, machineImage.file.size) }
      },
    }
  }

  async function download(request: DownloadRequest): Promise<Reply<'downloadMachineImage'>> {
    const { headers, login, caller, isHead } = request
    const { machineImage, caching, open } = login
      ? await findForUser(request, { login, caller })
      : await findByKey(request)
    const { file, updatedAt } = machineImage
    const [etag, modified] = [`"${file.sha256}"`, updatedAt.toUTCString()]
    const known = { ...caching, ETag: etag, 'Last-Modified': modified }
    if (isFresh(headers, { etag, modified })) return { status: 304, headers: known }
    const described = { ...known, ...attachment(file.name), 'Accept-Ranges': 'bytes' }
    if (isHead) return bytesReply(described, file.size, noBytes(), undefined)
    const { bytes, range } = await open({ range: headers.range, ifRange: headers['if-range'] }, etag)
    return bytesReply(described, file.size, bytes, range)
  }

  return { downloadMachineImage: download, downloadMachineImageFile: download } satisfies Pick<
    Handlers<HandlerContext>,
    'downloadMachineImage' | 'downloadMachineImageFile'
  >
}

async function* noBytes(): AsyncGenerator<Uint8Array, void, undefined> {}
