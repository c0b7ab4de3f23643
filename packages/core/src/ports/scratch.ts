/** Room on this machine for files that programs read and make while something is worked on. */
export interface Scratch {
  /** Gives the work an empty folder of its own. When the work is over, however it ends, nothing is left of the folder. */
  use<T>(work: (folder: ScratchFolder) => Promise<T>): Promise<T>
}

export interface ScratchFolder {
  /** Where on this machine the file of this name is, or is to be. */
  path(name: string): string
  /**
   * Rejects with `storeFull` when the space is used up, with the reason of the signal when that is aborted. Chunks are
   * lent, here and in `open`.
   */
  write(name: string, bytes: AsyncIterable<Uint8Array>, options: { readonly signal: AbortSignal }): Promise<void>
  /** bytes */
  size(name: string): Promise<number>
  open(name: string): Promise<AsyncIterable<Uint8Array>>
}
