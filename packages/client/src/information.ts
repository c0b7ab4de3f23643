import type { ImportInfo, paths, Store, StoreDetail, StoreDetailList, StoreList, Usage } from '@vitrine/api-types'
import type { Client } from 'openapi-fetch'
import type { Call, CallOptions } from './call.ts'
import { ApiError } from './errors.ts'

/** What a server offers, and how much of it the caller's project uses. */
export interface Information {
  /** Undefined where there is one store, and so none to choose. */
  stores(options?: CallOptions): Promise<Store[] | undefined>
  /** As `stores`, for administrators and services. */
  storesDetail(options?: CallOptions): Promise<StoreDetail[] | undefined>
  /** Names of methods; none where images cannot be imported. */
  importMethods(options?: CallOptions): Promise<string[]>
  /** By the name of what is limited; empty on servers that tell only what they limit. */
  usage(options?: CallOptions): Promise<Usage['usage']>
}

export function createInformation({ api, call }: { api: Client<paths>; call: Call }): Information {
  return {
    stores: (options = {}) =>
      call<StoreList>('listStores', options, (init) => api.GET('/v2/info/stores', init)).then(storesOf, unlessSingle),
    storesDetail: (options = {}) =>
      call<StoreDetailList>('listStoresDetail', options, (init) => api.GET('/v2/info/stores/detail', init)).then(
        storesOf,
        unlessSingle,
      ),
    importMethods: async (options = {}) => {
      const info = await call<ImportInfo>('showImportInfo', options, (init) => api.GET('/v2/info/import', init))
      return info['import-methods'].value
    },
    usage: async (options = {}) =>
      (await call<Usage>('showUsage', options, (init) => api.GET('/v2/info/usage', init))).usage,
  }
}

const storesOf = <T>({ stores }: { stores: T[] }): T[] => stores

/** The API's way of saying that there is one store. */
function unlessSingle(error: unknown): undefined {
  if (!(error instanceof ApiError && error.status === 404)) throw error
}
