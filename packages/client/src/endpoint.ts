import type { Token } from '@vitrine/api-types'
import { LoginError } from './errors.ts'

export interface EndpointQuery {
  /** Its type in the catalogue; `image` when left out. */
  readonly service?: string | undefined
  /** Which of its doors: `public` when left out, or `internal`, `admin`. */
  readonly interface?: string | undefined
  /** Any when left out. */
  readonly region?: string | undefined
}

/** Where the catalogue of a token says that a service is. */
export function endpointOf(
  { catalog, project }: Pick<Token, 'catalog' | 'project'>,
  query: EndpointQuery = {},
): string {
  const { service = 'image', interface: door = 'public', region } = query
  if (!catalog?.length) {
    const why = project ? 'the identity service lists no services' : 'the token is for no project, so name one'
    throw new LoginError(`There is no catalogue to find the ${service} service in: ${why}`)
  }
  const known = catalog.filter(({ type }) => type === service).flatMap(({ endpoints }) => endpoints)
  const found = known.find(
    (endpoint) => endpoint.interface === door && [undefined, endpoint.region, endpoint.region_id].includes(region),
  )
  if (found === undefined) {
    const where = region === undefined ? '' : ` in region ${region}`
    const instead = known.map((endpoint) => `${endpoint.interface} in ${endpoint.region}`).join(', ') || 'none at all'
    throw new LoginError(`The catalogue has no ${door} endpoint of the ${service} service${where}, it has ${instead}`)
  }
  if (!URL.canParse(found.url)) throw new LoginError(`The catalogue has '${found.url}' for ${service}, which is no URL`)
  return found.url
}
