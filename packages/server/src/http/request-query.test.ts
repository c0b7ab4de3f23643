import type { OperationId } from '@vitrine/api-types'
import type { Request, Response } from 'express'
import { describe, expect, test } from 'vitest'
import { setContext } from './request-context.ts'
import { readQuery, searchOf } from './request-query.ts'

function queryOf(operation: OperationId, query: string): unknown {
  const request = { url: `/somewhere?${query}` } as Request
  setContext(request, { operation, requestId: 'req-1', startedAt: 0, bytesReceived: 0, bytesSent: 0 })
  readQuery(request, {} as Response, () => undefined)
  return request.query
}

describe('the query that handlers and the validator get', () => {
  test.each([
    { name: 'nothing', query: '', want: {} },
    { name: 'a text', query: 'limit=5', want: { limit: '5' } },
    { name: 'the last of a text that is repeated', query: 'limit=5&limit=6', want: { limit: '6' } },
    { name: 'a list of one', query: 'tag=a', want: { tag: ['a'] } },
    { name: 'a list of all that is repeated', query: 'tag=a&tag=b', want: { tag: ['a', 'b'] } },
    { name: 'a list of an empty text', query: 'tag=', want: { tag: [''] } },
    { name: 'no names that the spec does not have', query: 'os_distro=debian&name[x]=y&__proto__=z', want: {} },
    { name: 'what was encoded', query: 'name=a%26b+c', want: { name: 'a&b c' } },
  ])('has $name', ({ query, want }) => {
    expect(queryOf('listImages', query)).toStrictEqual(want)
  })

  test('depends on the operation', () => {
    expect(queryOf('downloadImageData', 'prefer=a,b&limit=5')).toStrictEqual({ prefer: 'a,b' })
    expect(queryOf('showImage', 'limit=5')).toStrictEqual({})
  })
})

describe('the whole query', () => {
  test.each([
    { url: '/v2/images', want: [] },
    { url: '/v2/images?', want: [] },
    {
      url: '/v2/images?a=b?c&a=d',
      want: [
        ['a', 'b?c'],
        ['a', 'd'],
      ],
    },
    { url: '/v2/images?100%=%zz', want: [['100%', '%zz']] },
  ])('of $url is as it was written', ({ url, want }) => {
    expect([...searchOf({ url } as Request)]).toStrictEqual(want)
  })
})
