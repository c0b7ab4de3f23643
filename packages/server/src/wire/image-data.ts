import { type Image, type ImageData, plainName } from '@vitrine/core'

/** What every answer with the data of an image, or a part of it, says of that. */
export function describeData({ checksum, hashAlgorithm, hashValue }: ImageData) {
  return {
    // Of the whole image, in hex, for a part too: what clients of this API compare with `checksum`.
    ...(checksum !== null && { 'Content-MD5': checksum }),
    'Accept-Ranges': 'bytes',
    // Data elsewhere that nobody has read yet has no name of its own.
    ...(hashValue !== null && { ETag: `"${hashAlgorithm}:${hashValue}"` }),
    // No browser may take an uploaded page for one of ours (fault S47).
    'X-Content-Type-Options': 'nosniff',
  }
}

/** What the data is called as a file: as the image is, with the format of the disk where it is nothing but that. */
export function fileNameOf({ id, name, containerFormat, diskFormat }: Image): string {
  // No hidden file, no other folder, no option.
  const stem = plainName(name || id).replace(/^[.-]/, '_')
  const ending = containerFormat === 'bare' ? `.${diskFormat}` : ''
  return stem.endsWith(ending) ? stem : stem + ending
}
