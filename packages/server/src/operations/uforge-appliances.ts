import type { Handlers } from '@vitrine/api-types'
import type { HandlerContext } from '../http/dispatch.ts'
import { codec } from '../http/uforge/documents.ts'
import { loggedIn } from '../http/uforge/logged-in.ts'
import type { UForgeApi } from '../http/uforge/uforge-api.ts'
import { toAppliance, toApplianceDescription, toDistribProfile, toInstallProfile } from '../wire/uforge/appliance.ts'
import { selectItems, toFlag } from '../wire/uforge/list-query.ts'
import { locationOf, toId } from '../wire/uforge/uris.ts'
import type { FindUser } from './uforge-users.ts'

type ApplianceOperationId =
  | 'listAppliances'
  | 'createAppliance'
  | 'showAppliance'
  | 'deleteAppliance'
  | 'createOsProfile'
  | 'showInstallProfile'

const looks = { fields: codec.fields('UForgeAppliance'), describe: toAppliance }

export const uforgeApplianceOperations = ({
  uforge: { appliances },
  findUser,
}: {
  uforge: Pick<UForgeApi, 'appliances'>
  findUser: FindUser
}) =>
  ({
    listAppliances: async ({ path, query, ...request }) => {
      const who = loggedIn(request)
      const all = await appliances.list(path.uid, who)
      if (all.length === 0) await findUser(path.uid, who)
      const { total, page } = selectItems(all, query, looks)
      return { status: 200, body: { total, appliances: { appliance: page.map(toAppliance) } } }
    },

    createAppliance: async ({ path, body, baseUrl, ...request }) => {
      const created = await appliances.create(path.uid, toApplianceDescription(body), loggedIn(request))
      const appliance = toAppliance(created)
      return { status: 201, headers: { Location: locationOf(appliance.uri, baseUrl) }, body: appliance }
    },

    showAppliance: async ({ path, ...request }) => ({
      status: 200,
      body: toAppliance(await appliances.show(path.uid, toId(path.aid), loggedIn(request))),
    }),

    deleteAppliance: async ({ path, query, ...request }) => {
      const force = toFlag('force', query.force)
      await appliances.delete(path.uid, toId(path.aid), { force }, loggedIn(request))
      return { status: 204 }
    },

    createOsProfile: async ({ path, body, baseUrl, ...request }) => {
      const { name: osProfile } = body
      const appliance = await appliances.setOsProfile(path.uid, toId(path.aid), osProfile, loggedIn(request))
      const profile = toDistribProfile({ ...appliance, osProfile })
      return { status: 201, headers: { Location: locationOf(profile.uri, baseUrl) }, body: profile }
    },

    showInstallProfile: async ({ path, ...request }) => ({
      status: 200,
      body: toInstallProfile(await appliances.show(path.uid, toId(path.aid), loggedIn(request))),
    }),
  }) satisfies Pick<Handlers<HandlerContext>, ApplianceOperationId>
