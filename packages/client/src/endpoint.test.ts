import type { Token } from '@vitrine/api-types'
import { describe, expect, it } from 'vitest'
import { endpointOf } from './endpoint.ts'

const endpoint = (door: 'public' | 'internal', region: string) => ({
  id: `${door}-${region}`,
  interface: door,
  region,
  region_id: `${region}-id`,
  url: `http://${door}.${region}`,
})

const image = {
  id: '1',
  type: 'image',
  name: 'glance',
  endpoints: [endpoint('internal', 'one'), endpoint('public', 'one'), endpoint('public', 'two')],
}
const project = { id: 'p', name: 'p', domain: { id: 'd', name: 'd' } }
const token: Pick<Token, 'catalog' | 'project'> = { project, catalog: [{ ...image, type: 'compute' }, image] }

describe('the endpoint of a service', () => {
  for (const { query, url } of [
    { query: undefined, url: 'http://public.one' },
    { query: { region: 'two' }, url: 'http://public.two' },
    { query: { region: 'two-id' }, url: 'http://public.two' },
    { query: { interface: 'internal', region: undefined }, url: 'http://internal.one' },
  ]) {
    it(`is ${url} for ${JSON.stringify(query)}`, () => expect(endpointOf(token, query)).toBe(url))
  }

  for (const { query, says } of [
    { query: { service: 'volume' }, says: 'no public endpoint of the volume service, it has none at all' },
    { query: { interface: 'admin' }, says: 'no admin endpoint of the image service, it has internal in one, public' },
    { query: { region: 'six' }, says: 'no public endpoint of the image service in region six, it has internal in one' },
  ]) {
    it(`is not there for ${JSON.stringify(query)}, and what is there is said`, () =>
      expect(() => endpointOf(token, query)).toThrow(says))
  }

  it('needs a catalogue, which a token without a project does not have', () => {
    expect(() => endpointOf({})).toThrow('the token is for no project')
    expect(() => endpointOf({ project, catalog: [] })).toThrow('the identity service lists no services')
  })

  it('has to be a URL', () => {
    const catalog = [{ ...image, endpoints: [{ ...endpoint('public', 'one'), url: '/image' }] }]
    expect(() => endpointOf({ project, catalog })).toThrow("'/image'")
  })
})
