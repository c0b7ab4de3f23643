import { beforeEach, describe, expect, it } from 'vitest'
import { type IdentityServer, startIdentity } from '../test/identity-server.ts'
import { ApiError, createLogin, type Login, TransferError } from './index.ts'

const LAB = { id: 'p1', name: 'lab' }

let identity: IdentityServer
let login: Login
beforeEach(async () => {
  identity = await startIdentity()
  login = createLogin({ authUrl: identity.url, user: { name: 'demo' }, password: 's3cret' })
})

describe('a project', () => {
  it('is found by its id', async () => {
    identity.projects = { '/projects/p1': { project: LAB } }
    expect(await login.findProjects('p1')).toEqual([LAB])
  })

  it.each([400, 403, 404])('is found by its name, which is no id: %i', async (status) => {
    const other = { id: 'p2', name: 'Lab' }
    identity.projects = { '/projects/lab': status, '/projects?name=lab': { projects: [other, LAB] } }
    expect(await login.findProjects('lab')).toEqual([LAB])
  })

  it('can have its name in several domains', async () => {
    identity.projects = { '/projects?name=lab': { projects: [LAB, { ...LAB, id: 'p2' }] } }
    expect((await login.findProjects('lab')).map(({ id }) => id)).toEqual(['p1', 'p2'])
  })

  it('is asked for by whatever it is called', async () => {
    identity.projects = {
      '/projects/a%2F%3Fb%26c': 404,
      '/projects?name=a%2F%3Fb%26c': { projects: [{ id: 'p1', name: 'a/?b&c' }] },
    }
    expect(await login.findProjects('a/?b&c')).toHaveLength(1)
  })

  it('of no such id or name is none', async () => {
    identity.projects = { '/projects?name=lab': { projects: [] } }
    expect(await login.findProjects('lab')).toEqual([])
  })
})

describe('looking a project up', () => {
  it.each([
    { why: 'at all', projects: { '/projects/p1': 403, '/projects?name=p1': 403 } },
    { why: 'beyond some of them', projects: { '/projects/p1': 403, '/projects?name=p1': { projects: [] } } },
  ])('is refused to those who may not $why', async ({ projects }) => {
    identity.projects = projects
    const failure = login.findProjects('p1')
    await expect(failure).rejects.toBeInstanceOf(ApiError)
    await expect(failure).rejects.toMatchObject({ status: 403, message: 'Not for you' })
  })

  it('fails with the service', async () => {
    identity.projects = { '/projects/p1': 500 }
    await expect(login.findProjects('p1')).rejects.toMatchObject({ status: 500, operation: 'showProject' })
  })

  it('fails without an answer', async () => {
    const broken = createLogin({
      authUrl: identity.url,
      user: { name: 'demo' },
      password: 's3cret',
      fetch: (url, init) => (init?.method === 'POST' ? fetch(url, init) : Promise.reject(new Error('cut'))),
    })
    await expect(broken.findProjects('p1')).rejects.toThrow(TransferError)
  })
})
