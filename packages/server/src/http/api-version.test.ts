import type { Request, Response } from 'express'
import { describe, expect, test, vi } from 'vitest'
import { resolveApiVersion } from './api-version.ts'

interface Given {
  readonly accept?: string
  readonly method?: string
  readonly several?: boolean
  readonly imageApiV1?: boolean
}

function resolve(url: string, { accept, method = 'GET', several = false, imageApiV1 = true }: Given = {}) {
  const request = { url, method, complete: true, headers: { accept, host: 'images.example' }, protocol: 'https' }
  const headers = new Map<string, string>()
  const response = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    status: vi.fn(),
    end: vi.fn(),
  }
  response.status.mockReturnValue(response)
  const next = vi.fn()
  const layer = resolveApiVersion({ stores: { several }, imageApiV1 })
  layer(request as unknown as Request, response as unknown as Response, next)
  return { url: request.url, method: request.method, passedOn: next.mock.calls.length === 1, response, headers }
}

describe('the version of a request', () => {
  test.each([
    { given: '/v2/images', want: '/v2/images' },
    { given: '/v2/images?name=%2Fv2.0%2F', want: '/v2/images?name=%2Fv2.0%2F' },
    { given: '/v2.0/images', want: '/v2/images' },
    { given: '/v2.7/images/x/file?a=b?c', want: '/v2/images/x/file?a=b?c' },
    { given: '/v2.3/schemas/image', want: '/v2/schemas/image' },
    { given: '/v2/', want: '/v2/' },
    { given: '/v2//images', want: '/v2//images' },
    { given: '/v1/images/detail?limit=1', want: '/v1/images/detail?limit=1' },
    { given: '/v1.0/images', want: '/v1/images' },
    { given: '/v1.1/shared-images/v2', want: '/v1/shared-images/v2' },
    { given: '/v1/', want: '/v1/images' },
    { given: '/v1.1/?name=x', want: '/v1/images?name=x' },
    { given: '/v1//images', want: '/v1//images' },
    { given: '/v1/im%61ges', want: '/v1/im%61ges' },
    { given: '/versions', want: '/versions' },
    { given: '/versions?x=y', want: '/versions?x=y' },
    { given: '/healthcheck', want: '/healthcheck' },
    { given: '/identity', want: '/identity' },
    { given: '/identity/', want: '/identity' },
    { given: '/identity/v3/?x=y', want: '/identity/v3?x=y' },
    { given: '/identity/v3/projects/', want: '/identity/v3/projects/' },
    { given: '/identity/v2.0/', want: '/identity/v2.0/' },
  ])('$given is led to $want (S16)', ({ given, want }) => {
    expect(resolve(given)).toMatchObject({ url: want, passedOn: true })
  })

  test.each([
    { given: '/' },
    { given: '/?x=y' },
    { given: '/v3' },
    { given: '/v1.2/images' },
    { given: '/V1/images' },
    { given: '/%76%31/images' },
    { given: '//v1/images' },
    { given: '/v2.99/images' },
    { given: '/V2/images' },
    { given: '/v2.0.1/images' },
    { given: '/%76%32/images' },
    { given: '//v2/images' },
    { given: '/images' },
    { given: '/versions/' },
    { given: '/versions/x' },
    { given: '/healthcheck/x' },
    { given: '/identityx/v3' },
  ])('$given is no version and gets the list, whatever the method (U11)', ({ given }) => {
    for (const method of ['GET', 'POST', 'HEAD']) {
      expect(resolve(given, { method })).toMatchObject({ url: '/', method: 'GET', passedOn: true })
    }
  })

  test.each([
    { accept: 'application/vnd.openstack.images-v2', given: '/images?limit=1', want: '/v2/images?limit=1' },
    { accept: 'application/vnd.openstack.images-v2.3', given: '/images/x', want: '/v2/images/x' },
    { accept: 'application/json, application/vnd.openstack.images-v2', given: '/images', want: '/v2/images' },
    { accept: 'application/vnd.openstack.images-v1', given: '/images/detail?x=y', want: '/v1/images/detail?x=y' },
    { accept: 'application/vnd.openstack.images-v1.1', given: '/images', want: '/v1/images' },
    { accept: 'application/vnd.openstack.images-v1', given: '/v2/images', want: '/v2/images' },
    { accept: 'application/vnd.openstack.images-v1.9', given: '/images', want: '/' },
    { accept: 'application/vnd.openstack.images-v9', given: '/images', want: '/' },
    { accept: 'application/vnd.openstack.images-v2.99', given: '/images', want: '/' },
    { accept: 'application/vnd.openstack.images-v2', given: '/', want: '/' },
    { accept: 'application/vnd.openstack.images-v2', given: '/v2/images', want: '/v2/images' },
    { accept: 'application/vnd.openstack.images-v2', given: '/identity/v3', want: '/identity/v3' },
  ])('Accept: $accept leads $given to $want', ({ accept, given, want }) => {
    expect(resolve(given, { accept }).url).toBe(want)
  })

  test('is one that is served here: v2.8 came with several stores', () => {
    expect(resolve('/v2.8/images').url).toBe('/')
    expect(resolve('/v2.8/images', { several: true }).url).toBe('/v2/images')
  })

  test.each([
    { given: '/v1/images' },
    { given: '/v1.0/images/detail' },
    { given: '/v1' },
    { given: '/v1.1/' },
    { given: '/v1//images' },
    { given: '/%76%31/images' },
    { given: '/images', accept: 'application/vnd.openstack.images-v1' },
    { given: '/v1/images', accept: 'application/vnd.openstack.images-v1.0' },
  ])('is not v1 where that is switched off: $given, Accept: $accept (S16)', ({ given, accept }) => {
    for (const method of ['GET', 'POST', 'HEAD']) {
      const off = resolve(given, { method, imageApiV1: false, ...(accept && { accept }) })
      expect(off).toMatchObject({ url: '/', method: 'GET', passedOn: true })
    }
  })

  test.each([
    { given: '/v2', want: 'v2' },
    { given: '/v2.0', want: 'v2' },
    { given: '/v2?x=y', want: 'v2' },
    { given: '/v1', want: 'v1' },
    { given: '/v1.1', want: 'v1' },
  ])('$given redirects to the endpoint of $want, absolutely', ({ given, want }) => {
    const { passedOn, response, headers } = resolve(given)
    expect(passedOn).toBe(false)
    expect(response.status).toHaveBeenCalledExactlyOnceWith(302)
    expect(headers.get('Location')).toBe(`https://images.example/${want}/`)
  })

  test.each([{ given: '/v2/images/%ff' }, { given: '/v2/images?name=%ff' }, { given: '/v2/images?name=%ed%a0%80' }])(
    '$given is not UTF-8',
    ({ given }) => {
      expect(() => resolve(given)).toThrow(URIError)
    },
  )

  test.each([{ given: '/v2/images?name=100%' }, { given: '/v2/images?name=%zz' }, { given: '/v2/images?name=%f' }])(
    '$given has a percent sign that stands for itself',
    ({ given }) => {
      expect(resolve(given).url).toBe(given)
    },
  )
})
