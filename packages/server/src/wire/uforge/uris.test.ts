import { describe, expect, test } from 'vitest'
import { locationOf, machineImageUri, toId, userUri } from './uris.ts'

describe('a URI in a document', () => {
  test.each([
    { name: 'john', uri: 'users/john' },
    { name: 'john@example.com', uri: 'users/john@example.com' },
    { name: 'a/b c?', uri: 'users/a%2Fb%20c%3F' },
  ])('has the login name $name as a path has it', ({ name, uri }) => {
    expect(userUri(name)).toBe(uri)
  })

  test('is relative, and absolute as a location', () => {
    const uri = machineImageUri({ user: { id: 'user-1', name: 'john' }, applianceId: 21, id: 47 })
    expect(uri).toBe('users/john/appliances/21/images/47')
    expect(locationOf(uri, 'http://host:9292')).toBe('http://host:9292/api/users/john/appliances/21/images/47')
  })
})

describe('an id in a path', () => {
  test.each([
    { text: '47', id: 47 },
    { text: '2147483647', id: 2_147_483_647 },
  ])('is $text', ({ text, id }) => {
    expect(toId(text)).toBe(id)
  })

  test.each(['', '0', '047', '-1', '1.5', '1e3', '2147483648', '99999999999999999999', 'statuses', '４７'])(
    'is not %j, which nothing has',
    (text) => {
      expect(toId(text)).toBe(0)
    },
  )
})
