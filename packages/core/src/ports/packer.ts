/** One file of an archive. */
export interface PackedFile {
  readonly name: string
  /** bytes */
  readonly size: number
  /** Lent chunks, `size` bytes in all. Asked for when it is the turn of this file, so nothing is open before. */
  open(): Promise<AsyncIterable<Uint8Array>>
}

/** A `.tar.gz` of the files, made while it is read; the same files at the same time are the same bytes. */
export type Packer = (files: Iterable<PackedFile>, options: { readonly modifiedAt: Date }) => AsyncIterable<Uint8Array>
