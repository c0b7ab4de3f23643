import type { Handlers } from '@vitrine/api-types'
import { type Account, createUserAccess, type LoggedIn, type Policy, TARGET_FORMATS } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { entitlementsOf } from '../http/uforge/entitlements.ts'
import { findAccount } from '../http/uforge/find-account.ts'
import { loggedIn } from '../http/uforge/logged-in.ts'
import type { UForgeApi } from '../http/uforge/uforge-api.ts'
import { toImageFormat, toTargetFormat } from '../wire/uforge/formats.ts'
import { toUser } from '../wire/uforge/user.ts'

/** The user that a path names: the caller, or whom an administrator asks about. */
export type FindUser = (name: string, who: LoggedIn) => Promise<Account>

/** Rejects with `forbidden`, and for administrators with `identityNotFound`. */
export function createFindUser({ uforge, policy }: { uforge: Pick<UForgeApi, 'accounts'>; policy: Policy }): FindUser {
  const { assertMayAct } = createUserAccess(policy)

  return async (name, who) => {
    assertMayAct(name, who)
    return name === who.login.name ? who : findAccount(uforge.accounts, name)
  }
}

type UserOperationId = 'showUForgeUser' | 'listUserTargetFormats' | 'listUserFormats' | 'listUserPublishedImages'

export const uforgeUserOperations = ({
  uforge,
  policy,
  findUser,
}: {
  uforge: Pick<UForgeApi, 'apiKeys'>
  policy: Policy
  findUser: FindUser
}) =>
  ({
    showUForgeUser: async ({ path, ...request }) => {
      const { login, caller } = await findUser(path.uid, loggedIn(request))
      const entitlements = entitlementsOf(policy, caller)
      const isAdmin = policy.isAdmin(caller)
      return {
        status: 200,
        body: toUser({ name: login.name, isAdmin, entitlements, apiKeysQuota: uforge.apiKeys.quota }),
      }
    },

    listUserTargetFormats: async ({ path, ...request }) => {
      await findUser(path.uid, loggedIn(request))
      const targetFormat = TARGET_FORMATS.map(toTargetFormat)
      return { status: 200, body: { total: targetFormat.length, targetFormats: { targetFormat } } }
    },

    listUserFormats: async ({ path, ...request }) => {
      await findUser(path.uid, loggedIn(request))
      const imageFormat = TARGET_FORMATS.map(toImageFormat)
      return { status: 200, body: { total: imageFormat.length, imageFormats: { imageFormat } } }
    },

    // Nothing is handed to clouds here.
    listUserPublishedImages: async ({ path, ...request }) => {
      await findUser(path.uid, loggedIn(request))
      return { status: 200, body: { total: 0, publishImages: { publishImage: [] } } }
    },
  }) satisfies Pick<Handlers<HandlerContext>, UserOperationId>
