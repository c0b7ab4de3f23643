import { expect, test } from 'vitest'
import { aCaller } from '../../test/builders.ts'
import type { Accounts } from '../ports/accounts.ts'
import { ANONYMOUS, type Caller } from '../ports/identity.ts'
import { Problem } from '../problem.ts'
import { createCallerNow } from './caller-now.ts'

/** Where the user of `aCaller` has these roles by now; undefined: there is no such user. */
function nowWith(roles: readonly string[] | undefined) {
  const findAccount: Accounts['findAccount'] = async (by, projectId) => {
    expect(by).toStrictEqual({ id: 'user-a' })
    return (
      roles && { login: { id: 'user-a', name: 'bob' }, caller: aCaller({ projectId: projectId ?? 'default', roles }) }
    )
  }
  return createCallerNow({ findAccount })
}

const refusing = (error: Error) => createCallerNow({ findAccount: () => Promise.reject(error) })

test.for<[string, readonly string[] | undefined, readonly string[] | undefined]>([
  ['keeps what is left', ['member', 'reader'], ['member', 'reader']],
  ['loses the role that was taken away', ['reader'], ['reader']],
  ['gains nothing since then', ['admin', 'member', 'reader'], ['member', 'reader']],
  ['is nobody without any of the roles', ['auditor'], undefined],
  ['is nobody who may do nothing in the project', [], undefined],
  ['is nobody once the user is gone', undefined, undefined],
])('a caller %s', async ([_, roles, left]) => {
  const caller = aCaller()
  expect(await nowWith(roles)(caller)).toStrictEqual(left && { ...caller, roles: left })
})

test('a caller is looked up in the project of then', async () => {
  const asked: (string | undefined)[] = []
  const callerNow = createCallerNow({
    async findAccount(_by, projectId) {
      asked.push(projectId)
      return undefined
    },
  })
  await callerNow(aCaller({ projectId: 'another' }))
  expect(asked).toStrictEqual(['another'])
})

test('outside a project it counts whether the user is there', async () => {
  const operator: Caller = aCaller({ projectId: null, isSystem: true, roles: ['admin'] })
  expect(await nowWith([])(operator)).toStrictEqual(operator)
  expect(await nowWith(undefined)(operator)).toBeUndefined()
})

test('where callers are not told apart nothing is asked', async () => {
  const everyone = { ...ANONYMOUS, roles: ['admin'] }
  expect(await refusing(new Error('asked'))(everyone)).toStrictEqual(everyone)
})

test('the rights are those of then where the identity cannot say, and no other failure passes for that', async () => {
  const away = new Problem('identityUnavailable', 'This service may not look up users')
  expect(await refusing(away)(aCaller())).toStrictEqual(aCaller())
  const broken = new Error('The disk is gone')
  await expect(refusing(broken)(aCaller())).rejects.toBe(broken)
})
