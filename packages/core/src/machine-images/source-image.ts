import { assertFormat } from '../formats/assert-format.ts'
import { GPT_CHECKS } from '../formats/detected-format.ts'
import { inspectAtRest } from '../formats/inspect-at-rest.ts'
import type { Image } from '../images/image.ts'
import type { Download, ImageDataService } from '../images/image-data-service.ts'
import { CONVERTIBLE_FORMATS, type ConvertibleFormat } from '../ports/disk-converter.ts'
import type { Caller } from '../ports/identity.ts'
import { isProblem, Problem } from '../problem.ts'

/** Bytes that can be read, as often as wanted. */
export interface Disk {
  /** bytes */
  readonly size: number
  open(): Promise<AsyncIterable<Uint8Array>>
}

export interface SourceDisk extends Disk {
  readonly format: ConvertibleFormat
  /** bytes, as a guest sees it */
  readonly virtualSize: number
  /** GiB and MiB that a machine needs. */
  readonly needs: Pick<Image, 'minDisk' | 'minRam'>
}

/** An image of the catalogue that machine images can be generated of. */
export interface SourceImage {
  readonly download: Download
  readonly format: ConvertibleFormat
}

/** Images as sources: whoever may download one may have others generated of it. */
export function createSourceImages({ imageData }: { readonly imageData: Pick<ImageDataService, 'describe' | 'open'> }) {
  /** Rejects with `sourceImageUnusable`, or with `forbidden` where the caller sees the image and may not download it. */
  async function find(id: string, caller: Caller): Promise<SourceImage> {
    const download = await imageData.describe(id, caller).catch((error: unknown) => {
      throw isProblem(error, 'imageNotFound') ? unusable(id, 'there is none that you see', error) : error
    })
    if (download?.image.status !== 'active') throw unusable(id, 'it is not active')
    const { containerFormat, diskFormat } = download.image
    const format = CONVERTIBLE_FORMATS.find((convertible) => convertible === diskFormat)
    if (containerFormat === 'bare' && format) return { download, format }
    throw unusable(id, `it is ${diskFormat} in ${containerFormat}, and not one of ${CONVERTIBLE_FORMATS.join(', ')}`)
  }

  /** Answers exactly these bytes. Chunks are lent, so that each is copied. */
  async function read(download: Download, from: number, length: number): Promise<Uint8Array> {
    if (length === 0) return new Uint8Array()
    const chunks: Uint8Array[] = []
    for await (const chunk of await imageData.open(download, { start: from, end: from + length - 1 })) {
      chunks.push(Buffer.from(chunk))
    }
    return Buffer.concat(chunks)
  }

  return {
    find,

    /** Looks at its headers before anybody reads it: rejects with `formatMismatch` where it is not what it should be. */
    async open(id: string, caller: Caller): Promise<SourceDisk> {
      const { download, format } = await find(id, caller)
      const { size } = download.data
      const inspection = await inspectAtRest(size, (from, length) => read(download, from, length))
      // What warned about the partition table when the data came does not matter to whoever copies it.
      const settings = { requireMatch: true, gptNonFatal: GPT_CHECKS }
      const { virtualSize } = assertFormat(download.image, inspection, size, settings)
      const { minDisk, minRam } = download.image
      return {
        format,
        size,
        virtualSize: virtualSize ?? size,
        needs: { minDisk, minRam },
        open: () => imageData.open(download),
      }
    },
  }
}

function unusable(id: string, why: string, cause?: unknown): Problem {
  const message = `Image ${id} is no source of machine images: ${why}. Take an image that is active, and yours to download`
  return new Problem('sourceImageUnusable', message, { cause })
}
