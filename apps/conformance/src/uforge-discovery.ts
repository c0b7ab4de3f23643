import { ServerFailure } from './status.ts'
import type { Answer, Target } from './target.ts'
import { type Account, ANYBODY, createUForge } from './uforge.ts'
import { readDocument } from './uforge-documents.ts'

export interface UForgeFindings {
  readonly servesUForge: boolean
  /** Why nobody can call UForge for the run, if so. */
  readonly noUForgeAccount: string | undefined
  /** Whether UForge refuses who says nothing of himself. */
  readonly tellsAccountsApart: boolean
  readonly administersUForge: boolean
}

const ABSENT: UForgeFindings = {
  servesUForge: false,
  noUForgeAccount: undefined,
  tellsAccountsApart: false,
  administersUForge: false,
}

const isServiceStatus = (answer: Answer): boolean => {
  if (answer.status !== 200) return false
  try {
    return readDocument('UForgeServiceStatus', answer).version !== ''
  } catch (error) {
    // What is there is something else.
    if (error instanceof ServerFailure) return false
    throw error
  }
}

/** Whether UForge is there, and who may call it. */
export const discoverUForge = async (target: Target, account: Account | undefined): Promise<UForgeFindings> => {
  const uforge = createUForge(target, account ?? ANYBODY)
  if (!isServiceStatus(await uforge.get('status', { account: null }))) return ABSENT
  const anonymous = await uforge.get(uforge.userUri, { account: null })
  const own = await uforge.get(uforge.userUri)
  const isOpen = anonymous.status === 200
  return {
    servesUForge: true,
    noUForgeAccount: isOpen ? undefined : whyRefused(account, own),
    tellsAccountsApart: !isOpen,
    administersUForge: own.status === 200 && readDocument('UForgeUser', own).admin === true,
  }
}

const whyRefused = (account: Account | undefined, answer: Answer): string | undefined => {
  if (account === undefined) return 'needs a name and a password: --os-cloud, or --user with --password'
  return answer.status === 200 ? undefined : `UForge answers '${account.name}' ${answer.status} ${answer.reason}`
}
