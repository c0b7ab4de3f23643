import type { RuleName } from '../policy/rules.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageContent } from '../ports/image-catalog.ts'
import type { Image } from './image.ts'
import type { Upload } from './image-data-service.ts'
import type { DeclaredFormats } from './lifecycle.ts'
import type { SaidOfData } from './said-of-data.ts'

/** Where the data of an image is to come from, and what is said of it. */
export type DataOrigin =
  | { readonly kind: 'upload'; readonly upload: Omit<Upload, 'failsAs' | 'signal'> }
  /** It stays where it is. */
  | ({ readonly kind: 'location'; readonly url: string } & SaidOfData)
  /** A task fetches it, into the default store when none is named. */
  | ({ readonly kind: 'copy'; readonly url: string; readonly store?: string } & SaidOfData)
  /** There is none, and none is to come: for new images. */
  | ({ readonly kind: 'empty' } & Pick<SaidOfData, 'checksum'>)

export type OriginOf<Kind extends DataOrigin['kind']> = Extract<DataOrigin, { kind: Kind }>

/** The request that is being answered. */
export interface RequestAtWork {
  readonly requestId: string
  /** Aborted when the service stops. */
  readonly signal: AbortSignal
}

export interface RequestOfCaller extends RequestAtWork {
  readonly caller: Caller
}

/**
 * Stores what a request says of an image besides its data, as soon as the image is taken by that data and nothing can be
 * refused any more that had not begun; status and data with it, where they are known by then. Answers the image.
 */
export type Settle = (content?: ImageContent) => Promise<Image>

/** How data comes from its origin into an image, at somebody's request. */
export interface Supply {
  /** Each has to let the caller do it, to the image as it is to be. */
  readonly rules: readonly RuleName[]
  /**
   * Refuses what can be refused before there is a record: a server elsewhere is asked when nothing else speaks against it.
   * Asked again, it asks none again.
   */
  admit(image: DeclaredFormats): Promise<void>
  /** Gives the queued image its data, or sees to it that it gets it; answers the image as it is then. */
  deliver(id: string, settle: Settle): Promise<Image>
}
