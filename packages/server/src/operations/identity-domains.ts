import type { Handlers } from '@vitrine/api-types'
import { DEFAULT_DOMAIN } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { HttpError } from '../http/http-error.ts'
import { defaultDomain, listLinks } from '../wire/identity.ts'
import { hasDomain } from './identity-callers.ts'

export const identityDomainOperations = () =>
  ({
    listDomains: async ({ query: { name }, search, baseUrl }) => {
      const domains = name === undefined || name === DEFAULT_DOMAIN.name ? [defaultDomain(baseUrl)] : []
      return { status: 200, body: { domains, links: listLinks(baseUrl, 'domains', search) } }
    },

    showDomain: async ({ path: { domain_id: id }, baseUrl }) => {
      if (!hasDomain(id)) throw new HttpError(404, `There is no domain with id '${id}'`)
      return { status: 200, body: { domain: defaultDomain(baseUrl) } }
    },
  }) satisfies Pick<Handlers<HandlerContext>, 'listDomains' | 'showDomain'>
