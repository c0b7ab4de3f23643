import type { Handlers, IdentityVersion } from '@vitrine/api-types'
import type { HandlerContext } from '../http/dispatch.ts'
import { identityUrl } from '../wire/identity.ts'

export const identityVersionOperations = () =>
  ({
    listIdentityVersions: async ({ baseUrl }) => ({
      status: 300,
      headers: { Location: identityUrl(baseUrl, '') },
      body: { versions: { values: [version(baseUrl)] } },
    }),

    showIdentityVersion: async ({ baseUrl }) => ({ status: 200, body: { version: version(baseUrl) } }),
  }) satisfies Pick<Handlers<HandlerContext>, 'listIdentityVersions' | 'showIdentityVersion'>

/** The number is that of the published reference; clients look at the first part of it. */
function version(baseUrl: string): IdentityVersion {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: identityUrl(baseUrl, '') }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
  }
}
