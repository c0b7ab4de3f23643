export interface Progress {
  /** Bytes so far; a resumed download begins with those it already has. */
  readonly transferred: number
  readonly total?: number
}

/** What every transfer can be told. */
export interface TransferOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

export const progressOf = (transferred: number, total: number | undefined): Progress =>
  total === undefined ? { transferred } : { transferred, total }
