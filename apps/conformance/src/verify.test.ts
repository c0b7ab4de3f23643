import { describe, expect, it } from 'vitest'
import { ServerFailure } from './status.ts'
import { Answer } from './target.ts'
import { createVerify, quirk } from './verify.ts'

const answer = (status: number, headers: readonly (readonly [string, string])[] = [], body = '') =>
  new Answer(status, 'Reason', headers, Buffer.from(body))

describe('status', () => {
  it('is content with a right one', () => {
    const verify = createVerify('vitrine')
    expect(verify.status(answer(404), [400, 404])).toBe(true)
    expect(verify.differences).toEqual([])
  })

  it('fails the server for a wrong one, and tells both', () => {
    const check = () => createVerify('openstack').status(answer(500, [], '<b>oops</b>'), 416, quirk('C11', 206))
    expect(check).toThrow(ServerFailure)
    expect(check).toThrow(expect.objectContaining({ expected: '416', actual: '500 Reason:  oops ' }))
  })

  it('takes a known difference from a foreign server, and says so', () => {
    const verify = createVerify('openstack')
    expect(verify.status(answer(206), 416, quirk('C11', 206))).toBe(false)
    expect(verify.differences).toEqual([{ id: 'C11', seen: 'the status is 206: 206 Reason' }])
  })

  it('takes only the right one from our own', () => {
    expect(() => createVerify('vitrine').status(answer(206), 416, quirk('C11', 206))).toThrow(ServerFailure)
  })
})

describe('header', () => {
  it('compares text and patterns, names in any case', () => {
    const verify = createVerify('vitrine')
    expect(verify.header(answer(200, [['Content-MD5', 'ab']]), 'content-md5', 'ab')).toBe(true)
    expect(verify.header(answer(200, [['Allow', 'GET, PUT']]), 'Allow', /PUT/)).toBe(true)
  })

  it('fails the server when it is missing', () => {
    expect(() => createVerify('openstack').header(answer(200), 'ETag', /./)).toThrow('the header ETag is nothing')
  })

  it('notes a known difference once', () => {
    const verify = createVerify('openstack')
    verify.header(answer(416), 'Content-Range', 'bytes */1', 'C12')
    verify.header(answer(416), 'Content-Range', 'bytes */1', 'C12')
    expect(verify.differences.map(({ id }) => id)).toEqual(['C12'])
  })
})

describe('equal', () => {
  it('compares by value', () => {
    expect(createVerify('vitrine').equal('tags', ['a'], ['a'])).toBe(true)
    expect(() => createVerify('vitrine').equal('tags', ['a'], ['b'])).toThrow('tags is not as expected')
  })
})
