import type { Caller } from './identity.ts'

/** Whoever has the key downloads the data of an image once, without saying who it is. */
export interface DownloadLink {
  readonly id: string
  /** 32 lower-case hex digits; a secret. */
  readonly key: string
  readonly imageId: string
  /** As whom its data is read, with what is left of these rights: vouched for when it was made. The token may have ended. */
  readonly caller: Caller
  /** A machine image is shown with it. All others were asked for. */
  readonly offered: boolean
  readonly createdAt: Date
  /** From then on it is spent, used or not. */
  readonly expiresAt: Date
  /** Null until its first use began. */
  readonly claimedAt: Date | null
  /** The delivery is going on, and nobody else may take it up before. */
  readonly busyUntil: Date | null
  /** Until when a delivery may be gone on with; null before the first use, and once nothing may. */
  readonly leaseUntil: Date | null
  /** Bytes from the start of the file that are known to have been delivered. */
  readonly delivered: number
}

export type NewDownloadLink = Omit<DownloadLink, 'claimedAt' | 'busyUntil' | 'leaseUntil' | 'delivered'>

/** How long a delivery is thought to go on without a word of it, and to be worth going on with once it broke. */
export interface Lease {
  /** One delivery. */
  readonly holder: string
  readonly busyUntil: Date
  readonly leaseUntil: Date
}

/**
 * Where download links live. Each method is one step that nobody can come between: of any number of uses at once, one
 * gets through.
 */
export interface DownloadLinkCatalog {
  insert(link: NewDownloadLink): Promise<void>
  /** Spent ones too, until they are removed; newest first. */
  list(imageId: string): Promise<DownloadLink[]>
  findByKey(key: string): Promise<DownloadLink | undefined>
  /** False when there is no such link of the image. */
  remove(imageId: string, id: string): Promise<boolean>
  /**
   * The first use: true for one caller only, and for none once it is claimed, expired or gone. Without a lease this is
   * the only one.
   */
  claim(key: string, at: Date, lease: Lease | null): Promise<boolean>
  /**
   * Goes on with a delivery that broke, from byte `start`: true for one caller only, while the lease lasts and the link
   * has not expired, nobody is busy with it, and `start` is above 0 and not beyond what was delivered.
   */
  resume(key: string, start: number, at: Date, lease: Lease): Promise<boolean>
  /**
   * Of a delivery, while it is going on and when it breaks: how far it is; that never becomes less. False, and changes
   * nothing, when another delivery has taken over from this holder, or the link is spent or gone.
   */
  report(key: string, delivered: number, lease: Lease): Promise<boolean>
  /** There is to be no other delivery: nobody can use it from now on. */
  spend(key: string, at: Date): Promise<void>
  /** Forgets links that expired before. */
  removeExpired(before: Date): Promise<void>
}
