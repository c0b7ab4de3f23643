import { openAdministration } from '@vitrine/server-app/administration'
import type { Place } from '../subjects/vitrine.ts'

/** Who lists: members of a project with few images and of the one with most, and an administrator, with a project each. */
export const CALLERS = ['few', 'most', 'admins'] as const
export type Caller = (typeof CALLERS)[number]

/** Makes the callers, all with the same password, and tells the ids of their projects. */
export async function addCallers({ environment }: Place, password: string): Promise<Record<Caller, string>> {
  const { administration, close } = await openAdministration({ flags: {}, environment })
  const add = async (name: Caller): Promise<string> => {
    const { id } = await administration.createProject({ name })
    await administration.createUser({ name, password, defaultProject: name })
    await administration.grantRole({ user: name, project: name, role: name === 'admins' ? 'admin' : 'member' })
    return id
  }
  try {
    return await forEachCaller(add)
  } finally {
    await close()
  }
}

export async function logIn(url: string, name: Caller, password: string, signal: AbortSignal): Promise<string> {
  const domain = { id: 'default' }
  const auth = {
    identity: { methods: ['password'], password: { user: { name, domain, password } } },
    scope: { project: { name, domain } },
  }
  const answer = await fetch(`${url}/identity/v3/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ auth }),
    signal,
  })
  const token = answer.headers.get('X-Subject-Token')
  if (token === null) throw new Error(`${name} could not log in: ${answer.status} ${await answer.text()}`)
  return token
}

export async function forEachCaller<T>(make: (caller: Caller) => Promise<T>): Promise<Record<Caller, T>> {
  return { few: await make('few'), most: await make('most'), admins: await make('admins') }
}
