import type { ImageLink, ImageLinkCreate } from '@vitrine/api-types'
import { ServerFailure } from './status.ts'
import type { Answer, RequestOptions, Target } from './target.ts'

export const linksPath = (imageId: string): string => `/v2/images/${imageId}/links`
export const linkPath = (imageId: string, linkId: string): string => `${linksPath(imageId)}/${linkId}`

/** Whoever has the link, and nothing else. */
export const NOBODY: RequestOptions = { token: null }

/** A link as its maker gets it: with the URL. */
export interface MadeLink extends ImageLink {
  readonly url: string
  /** That of the URL, below the address of the service. */
  readonly path: string
}

/** The link in the answer that made it. */
export const madeLink = (target: Pick<Target, 'url'>, answer: Answer): MadeLink => {
  if (answer.status !== 201)
    throw new ServerFailure('a link could not be made', '201', `${answer.status} ${answer.text}`)
  const link: ImageLink = answer.json()
  const { url = '' } = link
  if (!URL.canParse(url)) throw new ServerFailure('the link has no absolute URL', 'a URL', url)
  const { pathname, search } = new URL(url)
  const prefix = new URL(target.url).pathname.replace(/\/$/, '')
  return { ...link, url, path: `${pathname.slice(prefix.length)}${search}` }
}

export const makeLink = async (target: Target, imageId: string, wanted?: ImageLinkCreate): Promise<MadeLink> =>
  madeLink(target, await target.post(linksPath(imageId), wanted && { json: wanted }))

export const linksOf = async (target: Target, imageId: string): Promise<ImageLink[]> =>
  (await target.get(linksPath(imageId))).json().links
