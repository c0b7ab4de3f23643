import { describe, expect, it } from 'vitest'
import { readAll, sendJson, startServer } from '../../test/stub-server.ts'
import { createUForgeClient, type UForgeImage } from '../index.ts'

const image = { dbId: 47, name: 'web', uri: 'users/bob/appliances/21/images/47' }
const status = { complete: false, error: false, cancelled: false, percentage: 42, message: 'Converting' }

async function startForge() {
  const asked: unknown[] = []
  const { url } = await startServer(async (request, response) => {
    const body = String(await readAll(request))
    asked.push([request.method, request.url, ...(body === '' ? [] : [JSON.parse(body)])])
    if (request.method === 'DELETE') response.writeHead(204).end()
    else if (request.url?.endsWith('/status')) sendJson(response, 200, { status })
    else if (request.method === 'GET' && !request.url?.endsWith('/47')) {
      sendJson(response, 200, { images: { total: 1, images: { image: [image] } } })
    } else sendJson(response, 200, { image })
  })
  return { url, asked, ...createUForgeClient({ baseUrl: url, user: 'bob', password: 'secret' }) }
}

const IMAGES = '/api/users/bob/appliances/21/images'

describe('machine images', () => {
  it('are generated as archives unless it is said otherwise', async () => {
    const { machineImages, asked } = await startForge()
    expect(await machineImages.generate(21, { targetFormat: 'QCOW2' })).toEqual(image)
    const installProfile = { memorySize: 512 }
    await machineImages.generate('21', { targetFormat: 'QCOW2', compress: false, installProfile })
    expect(await machineImages.regenerate(21, 47)).toEqual(image)
    await machineImages.regenerate(21, 47, { force: true })
    expect(asked).toEqual([
      ['POST', IMAGES, { image: { targetFormat: { name: 'QCOW2' }, compress: true } }],
      ['POST', IMAGES, { image: { targetFormat: { name: 'QCOW2' }, compress: false, installProfile } }],
      ['POST', `${IMAGES}/47?force=false`],
      ['POST', `${IMAGES}/47?force=true`],
    ])
  })

  it('are listed and shown as the API has them', async () => {
    const { machineImages, asked } = await startForge()
    expect(await machineImages.list(21, { count: 1 })).toEqual([image])
    expect(await machineImages.listAll()).toEqual([image])
    expect(await machineImages.show(21, 47)).toEqual(image)
    expect(await machineImages.status(21, 47)).toEqual(status)
    expect(asked).toEqual([
      ['GET', `${IMAGES}?count=1`],
      ['GET', '/api/users/bob/images'],
      ['GET', `${IMAGES}/47`],
      ['GET', `${IMAGES}/47/status`],
    ])
  })

  it('are cancelled and deleted', async () => {
    const { machineImages, asked } = await startForge()
    expect(await machineImages.cancel(21, 47)).toBeUndefined()
    expect(await machineImages.delete(21, 47)).toBeUndefined()
    expect(await machineImages.deleteAll(21)).toBeUndefined()
    expect(asked).toEqual([
      ['DELETE', `${IMAGES}/47/status`],
      ['DELETE', `${IMAGES}/47`],
      ['DELETE', IMAGES],
    ])
  })

  it('have a link as soon as there is something to download', async () => {
    const { machineImages, url } = await startForge()
    const downloadUri = 'users/bob/appliances/21/images/47/downloads/web.tar.gz?downloadId=k'
    expect(machineImages.linkTo({ ...image, downloadUri } as UForgeImage)).toBe(`${url}/api/${downloadUri}`)
    expect(machineImages.linkTo(image as UForgeImage)).toBeUndefined()
  })
})
