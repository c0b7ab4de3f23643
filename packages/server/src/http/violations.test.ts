import { describe, expect, test } from 'vitest'
import { describeViolations } from './violations.ts'

describe('the description of violations', () => {
  test.each([
    { path: '/body/name', message: 'must be string', want: `'name' must be string` },
    { path: '/body', message: 'must be object', want: 'The body must be object' },
    { path: '/body/tags/0', message: 'must be string', want: `'tags/0' must be string` },
    { path: '/body/a~1b~0c', message: 'must be string', want: `'a/b~c' must be string` },
    { path: '/query/limit', message: 'must be string', want: `Query parameter 'limit' must be string` },
    {
      path: '/headers/x-openstack-image-size',
      message: 'must match',
      want: `Header 'x-openstack-image-size' must match`,
    },
    { path: '/response', message: 'must be', want: '/response must be' },
  ])('names the offender: $path', ({ path, message, want }) => {
    expect(describeViolations([{ path, message }])).toBe(want)
  })

  test('names each offender once, in their order', () => {
    const name = { path: '/body/name', message: 'must be string' }
    const body = { path: '/body', message: 'must be object' }
    expect(describeViolations([name, body, name])).toBe(`'name' must be string; The body must be object`)
  })

  test('says of what is missing that it is', () => {
    const message = "must have required property 'methods'"
    const items = [{ path: '/body/auth/identity/methods', message, errorCode: 'required.openapi.validation' }]
    expect(describeViolations(items)).toBe(`'auth/identity/methods' is missing`)
  })

  test('tells the length of a property name from that of the body', () => {
    const items = [
      { path: '/body', message: 'must NOT have fewer than 1 characters', errorCode: 'minLength.openapi.validation' },
      { path: '/body', message: 'property name must be valid', errorCode: 'propertyNames.openapi.validation' },
    ]
    expect(describeViolations(items)).toBe('A property name must NOT have fewer than 1 characters')
  })
})
