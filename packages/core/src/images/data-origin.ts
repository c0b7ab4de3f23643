import type { RuleName } from '../policy/rules.ts'
import type { Caller } from '../ports/identity.ts'
import type { Image } from './image.ts'
import type { Upload } from './image-data-service.ts'
import type { DeclaredFormats } from './lifecycle.ts'

/** Where the data of an image is to come from. */
export type DataOrigin =
  | { readonly kind: 'upload'; readonly upload: Omit<Upload, 'failsAs' | 'signal'> }
  /** It stays where it is; size (bytes) and checksum (md5 in hex) are what is said of it. */
  | { readonly kind: 'location'; readonly url: string; readonly size?: number; readonly checksum?: string }
  /** A task fetches it, into the default store when none is named. */
  | { readonly kind: 'copy'; readonly url: string; readonly store?: string }
  /** There is none, and none is to come: for new images. */
  | { readonly kind: 'empty' }

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

/** How data comes from its origin into an image, at somebody's request. */
export interface Supply {
  /** Each has to let the caller do it, to the image as it is to be. */
  readonly rules: readonly RuleName[]
  /** Refuses what can be refused before there is a record. Asked again, it asks no server elsewhere again. */
  admit(image: DeclaredFormats): Promise<void>
  /** Gives the queued image its data, or sees to it that it gets it; answers the image as it is then. */
  deliver(image: Image): Promise<Image>
}
