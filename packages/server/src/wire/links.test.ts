import { describe, expect, test } from 'vitest'
import { pageLinks } from './links.ts'

const links = (query: string, lastId?: string) => pageLinks('/v2/images', new URLSearchParams(query), lastId)

describe('the links of a page', () => {
  test.each([
    { given: '', lastId: undefined, want: { first: '/v2/images' } },
    { given: '', lastId: 'a', want: { first: '/v2/images', next: '/v2/images?marker=a' } },
    { given: 'limit=2', lastId: 'a', want: { first: '/v2/images?limit=2', next: '/v2/images?limit=2&marker=a' } },
    {
      given: 'marker=a&limit=2',
      lastId: 'b',
      want: { first: '/v2/images?limit=2', next: '/v2/images?limit=2&marker=b' },
    },
    { given: 'marker=a', lastId: undefined, want: { first: '/v2/images' } },
    { given: 'marker=a&marker=b', lastId: 'c', want: { first: '/v2/images', next: '/v2/images?marker=c' } },
    { given: 'name=%2F%26%20', lastId: undefined, want: { first: '/v2/images?name=%2F%26+' } },
  ])('for "$given" and $lastId', ({ given, lastId, want }) => {
    expect(links(given, lastId)).toStrictEqual(want)
  })

  test('keep repeated names (C20)', () => {
    expect(links('tag=x&tag=y&sort_key=name&sort_key=id', 'a')).toStrictEqual({
      first: '/v2/images?tag=x&tag=y&sort_key=name&sort_key=id',
      next: '/v2/images?tag=x&tag=y&sort_key=name&sort_key=id&marker=a',
    })
  })

  test('leave the query of the request alone', () => {
    const search = new URLSearchParams('marker=a')
    pageLinks('/v2/images', search, 'b')
    expect(search.toString()).toBe('marker=a')
  })
})
