import type { Handlers } from '@vitrine/api-types'
import type { ServiceInformation, Stores } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { createStoreWire } from '../wire/store.ts'
import { usageToWire } from '../wire/usage.ts'

export const informationOperations = ({ information, stores }: { information: ServiceInformation; stores: Stores }) => {
  const { toWire, toDetail } = createStoreWire(stores)
  return {
    showImportInfo: async () => ({
      status: 200,
      body: {
        'import-methods': {
          description: 'Import methods available.',
          type: 'array',
          value: [...information.importMethods],
        },
      },
    }),

    listStores: async () => ({ status: 200, body: { stores: information.listStores().map(toWire) } }),

    listStoresDetail: async ({ caller }) => ({
      status: 200,
      body: { stores: information.listStoresDetail(caller).map(toDetail) },
    }),

    showUsage: async ({ caller }) => ({ status: 200, body: usageToWire(await information.usage(caller)) }),
  } satisfies Pick<Handlers<HandlerContext>, 'showImportInfo' | 'listStores' | 'listStoresDetail' | 'showUsage'>
}
