import { type Account, type Accounts, Problem } from '@vitrine/core'

/** Rejects with `identityNotFound`. */
export async function findAccount(accounts: Accounts, name: string): Promise<Account> {
  const account = await accounts.findAccount({ name })
  if (account) return account
  throw new Problem('identityNotFound', `There is no user '${name}', or none who may log in`)
}
