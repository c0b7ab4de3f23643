import { describe, expect, it } from 'vitest'
import { readAll, refuse, sendJson, startServer } from '../test/stub-server.ts'
import { addingLocation, createImageClient, describingLocation, removingLocations } from './index.ts'

const place = (url: string) => ({ url, metadata: { store: 'http' } })
const a = place('http://a')
const b = place('http://b')
const c = place('http://c')
const image = { id: '1', locations: [a, b, c] }

describe('locations', () => {
  it('are listed, and added by URL', async () => {
    const seen: unknown[] = []
    const { url } = await startServer(async (request, response) => {
      const { length } = seen
      seen.push([request.method, request.url, (await readAll(request)).toString()])
      if (length === 0) sendJson(response, 200, [a])
      else response.writeHead(202).end()
    })
    const { locations } = createImageClient({ baseUrl: url })
    expect(await locations.list('1')).toEqual([a])
    const validation_data = { os_hash_algo: 'md5', os_hash_value: 'ab' } as const
    expect(await locations.add('1', { url: 'http://b', validation_data })).toBeUndefined()
    expect(seen).toEqual([
      ['GET', '/v2/images/1/locations', ''],
      ['POST', '/v2/images/1/locations', JSON.stringify({ url: 'http://b', validation_data })],
    ])
  })

  it('are refused in the words of the server', async () => {
    const { url } = await startServer((_, response) => refuse(response, 403, 'Not you'))
    const { locations } = createImageClient({ baseUrl: url })
    await expect(locations.list('1')).rejects.toMatchObject({ status: 403, operation: 'listImageLocations' })
    await expect(locations.add('1', { url: 'x' })).rejects.toMatchObject({ message: 'Not you' })
  })
})

describe('a patch of locations', () => {
  it('adds one at the end', () => {
    const value = { url: 'http://d', metadata: {} }
    expect(addingLocation(value)).toEqual([{ op: 'add', path: '/locations/-', value }])
  })

  it('removes from the end, so that no position changes before it is used', () => {
    expect(removingLocations(image, ['http://a', 'http://c', 'http://a'])).toEqual([
      { op: 'remove', path: '/locations/2' },
      { op: 'remove', path: '/locations/0' },
    ])
  })

  it('describes one, and sends the others as they are', () => {
    const described = { url: 'http://b', metadata: { speed: 'slow' } }
    expect(describingLocation(image, 'http://b', described.metadata)).toEqual([
      { op: 'replace', path: '/locations', value: [a, described, c] },
    ])
  })

  it('is not made for what the image does not show', () => {
    expect(() => removingLocations(image, ['http://x'])).toThrow(new RangeError('Image 1 has no location http://x'))
    expect(() => describingLocation({ id: '1' }, 'http://a', {})).toThrow('does not show')
  })
})
