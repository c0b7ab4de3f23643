import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface StubImage {
  id: string
  name: string | null
  status: string
  tags: string[]
  [property: string]: unknown
}

export interface ImageService {
  readonly url: string
  readonly images: Map<string, StubImage>
  /** Method, path and query of every request, without the address. */
  readonly requests: string[]
  readonly tokens: Set<string | undefined>
  /** What was sent to log in; the first one gets `token-1`. The identity service is at the same address. */
  readonly logins: unknown[]
  /** Answers instead of the service when it says so by returning true. */
  intercept: (request: IncomingMessage, response: ServerResponse) => boolean
  add(image: Partial<StubImage>, data?: Buffer): StubImage
}

/** As much of an image service as the commands need, for one test. */
export async function startImageService(): Promise<ImageService> {
  const images = new Map<string, StubImage>()
  const data = new Map<string, Buffer>()
  const listener: RequestListener = async (request, response) => {
    const url = new URL(request.url ?? '', service.url)
    service.requests.push(`${request.method} ${url.pathname}${decodeURIComponent(url.search)}`)
    service.tokens.add(request.headers['x-auth-token'] as string | undefined)
    if (service.intercept(request, response)) return
    if (url.pathname === '/v3/auth/tokens') return logIn(JSON.parse(String(await read(request))), response)
    const [id = '', file, name = ''] = url.pathname.split('/').slice(3).map(decodeURIComponent)
    const image = images.get(id)
    const body = request.method === 'PUT' ? undefined : await read(request)
    if (id === '' && request.method === 'GET') return send(response, 200, listed(url.searchParams))
    if (id === '' && request.method === 'POST') return send(response, 201, service.add(JSON.parse(String(body))))
    if (image === undefined) return refuse(response, 404, `No image found with ID ${id}`)
    if (file === 'tags') {
      if (request.method === 'DELETE' && !image.tags.includes(name)) return refuse(response, 404, `No tag ${name}`)
      const others = image.tags.filter((tag) => tag !== name)
      image.tags = request.method === 'PUT' ? [...others, name] : others
      response.writeHead(204).end()
    } else if (file === 'actions') {
      if (image.status === 'queued') return refuse(response, 403, `Image ${id} is queued`)
      image.status = name === 'deactivate' ? 'deactivated' : 'active'
      response.writeHead(204).end()
    } else if (file && request.method === 'PUT') {
      const bytes = await read(request).catch(() => undefined)
      if (bytes === undefined) return
      fill(image, bytes)
      response.writeHead(204).end()
    } else if (file) {
      const bytes = data.get(id)
      if (bytes === undefined) return response.writeHead(204).end()
      const start = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0)
      response.writeHead(start ? 206 : 200, {
        'content-length': bytes.length - start,
        ...(start && { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
      })
      response.end(bytes.subarray(start))
    } else if (request.method === 'PATCH') {
      for (const { op, path, value } of JSON.parse(String(body))) {
        if (op === 'remove') delete image[path.slice(1)]
        else image[path.slice(1)] = value
      }
      send(response, 200, image)
    } else if (request.method === 'DELETE') {
      if (image.protected) return refuse(response, 403, `Image ${id} is protected`)
      images.delete(id)
      response.writeHead(204).end()
    } else send(response, 200, image)
  }

  function logIn({ auth }: { auth: unknown }, response: ServerResponse): void {
    service.logins.push(auth)
    response.setHeader('x-subject-token', `token-${service.logins.length}`)
    const endpoints = [{ interface: 'public', region: 'One', region_id: 'One', url: `${service.url}/v2` }]
    const [user, project, expires_at] = [{ id: 'user-id' }, { id: 'project-id' }, '2030-01-01T00:00:00.000000Z']
    send(response, 201, { token: { user, project, expires_at, catalog: [{ type: 'image', endpoints }] } })
  }

  function fill(image: StubImage, bytes: Buffer): void {
    data.set(image.id, bytes)
    const digests = { checksum: digest('md5', bytes), os_hash_algo: 'sha512', os_hash_value: digest('sha512', bytes) }
    Object.assign(image, { status: 'active', size: bytes.length, ...digests })
  }

  function listed(query: URLSearchParams): unknown {
    const hidden = query.get('os_hidden') === 'true'
    const name = query.get('name')?.replace(/^in:"(.*)"$/, '$1')
    const found = [...images.values()].filter(
      (image) => (image.os_hidden ?? false) === hidden && (name === undefined || image.name === name),
    )
    return { images: found, first: '/v2/images', schema: '/v2/schemas/images' }
  }

  const service: ImageService = {
    url: '',
    images,
    requests: [],
    tokens: new Set(),
    logins: [],
    intercept: () => false,
    add(given, bytes) {
      const image = {
        id: randomUUID(),
        name: null,
        status: 'queued',
        size: null,
        checksum: null,
        os_hash_algo: null,
        os_hash_value: null,
        tags: [],
        ...given,
      }
      images.set(image.id, image)
      if (bytes) fill(image, bytes)
      return image
    },
  }
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return Object.assign(service, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

export function refuse(response: ServerResponse, status: number, message: string): void {
  response.setHeader('x-openstack-request-id', 'req-1')
  send(response, status, { message, code: `${status} Refused`, title: 'Refused' })
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const digest = (algorithm: string, bytes: Buffer) => createHash(algorithm).update(bytes).digest('hex')
