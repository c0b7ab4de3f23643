import { createKeystoneIdentity, type KeystoneOptions } from '../src/keystone/index.ts'
import { startFakeKeystone } from './fake-keystone.ts'

export const CACHE_LIFE_MS = 60_000

export const SERVICE_LOGIN = {
  user: { name: 'glance', domain: { name: 'Default' } },
  password: 'glance-secret',
  project: { name: 'service', domain: { name: 'Default' } },
} as const

/** An identity that asks a fake Keystone, and the clock of both; `skewMs` is how far ours is ahead. */
export async function connectKeystone({ skewMs = 0, ...options }: Partial<KeystoneOptions> & { skewMs?: number } = {}) {
  let time = Date.now()
  const keystone = await startFakeKeystone(() => new Date(time))
  const identity = createKeystoneIdentity({
    authUrl: keystone.url,
    serviceLogin: SERVICE_LOGIN,
    cacheLifeMs: CACHE_LIFE_MS,
    cacheSize: 10_000,
    timeoutMs: 10_000,
    now: () => new Date(time + skewMs),
    ...options,
  })
  return {
    keystone,
    identity,
    pass: (ms: number) => {
      time += ms
    },
    authenticate: (token?: string, serviceToken?: string) => identity.authenticate({ token, serviceToken }),
    async disconnect() {
      await identity.close()
      await keystone.close()
    },
  }
}

export type ConnectedKeystone = Awaited<ReturnType<typeof connectKeystone>>
