import type { KeystoneAnswer, KeystoneClient, KeystoneRequest } from './keystone-client.ts'
import { createServiceSession, type ServiceLogin } from './service-login.ts'

/** Asks as this service. Rejects with `identityUnavailable` when it may not: `purpose` completes "the user may not …". */
export type AskAsService = (request: KeystoneRequest, purpose: string) => Promise<KeystoneAnswer>

export function createServiceQuestions(deps: {
  readonly client: KeystoneClient
  readonly serviceLogin: ServiceLogin
  readonly now: () => Date
}): AskAsService {
  const { client, serviceLogin, now } = deps
  const session = createServiceSession({ client, login: serviceLogin, now })

  const askWith = (ours: string, { headers, ...request }: KeystoneRequest) =>
    client.ask({ ...request, headers: { ...headers, 'X-Auth-Token': ours } })

  /** 401 and 403 are about our own token, which may have been revoked: a new one gets one try. */
  async function ask(request: KeystoneRequest): Promise<KeystoneAnswer> {
    const ours = await session.token()
    const answer = await askWith(ours, request)
    return isAboutUs(answer) ? askWith(await session.token(ours), request) : answer
  }

  return async (request, purpose) => {
    const answer = await ask(request)
    if (isAboutUs(answer)) {
      throw client.unavailable(`it answered ${answer.status}: the user of this service may not ${purpose}`)
    }
    return answer
  }
}

function isAboutUs({ status }: KeystoneAnswer): boolean {
  return status === 401 || status === 403
}
