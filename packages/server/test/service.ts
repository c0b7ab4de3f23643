import { EventEmitter, once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { Agent, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Image } from '@vitrine/api-types'
import { createSqliteCatalog } from '@vitrine/catalogs/sqlite'
import {
  ANONYMOUS,
  type Caller,
  type ConfiguredStore,
  createBlobReaper,
  createCopyTask,
  createDigestPool,
  createImageAccess,
  createImageActivationService,
  createImageDataService,
  createImageLocationService,
  createImageMemberService,
  createImageRegistrationService,
  createImageService,
  createImageSharingService,
  createImageTagService,
  createImportTask,
  createLocationSource,
  createLocationTask,
  createPolicy,
  createPropertyProtection,
  createServiceInformation,
  createStores,
  createTaskRunner,
  createTaskService,
  type FormatSettings,
  type Identity,
  type ImageCatalog,
  type ImageQuotas,
  type ImageStore,
  type LocationDisplay,
  noPropertyProtection,
  type Policy,
  Problem,
  type ProjectLimits,
  type PropertySection,
  type RemoteSource,
  recoverImports,
} from '@vitrine/core'
import { createNoIdentity } from '@vitrine/identity/none'
import { createFileImageStore } from '@vitrine/stores/file'
import { pino } from 'pino'
import { type AppDeps, createApp, createHttpServer, createImportReader, createMetrics } from '../src/index.ts'
import { composeGenerations, composeUForge, type UForgeChoices } from './compose-uforge.ts'

const QUOTAS: ImageQuotas = { properties: 128, tags: 128 }

export interface ServiceOptions {
  readonly identity?: Identity
  /** What replaces rules of the policy. */
  readonly rules?: Readonly<Record<string, string>>
  /** Whom custom properties are for; everybody, unless there are any. */
  readonly propertySections?: readonly PropertySection[]
  readonly quotas?: ImageQuotas
  readonly memberQuota?: number
  readonly limits?: Partial<ProjectLimits>
  readonly formats?: Partial<FormatSettings>
  /** File stores, in place of the one called `file`; data cannot be put into those that are `readOnly`. */
  readonly stores?: readonly StoreOptions[]
  readonly importMethods?: readonly string[]
  /** bytes */
  readonly sizeCap?: number
  readonly idleMs?: number
  /** What is elsewhere on the network: nothing, unless told otherwise. */
  readonly source?: Partial<RemoteSource>
  /** Adds a store `http` of what is elsewhere. Of the places of data nothing is shown, unless told otherwise. */
  readonly locations?: Partial<LocationDisplay & { readonly quota: number; readonly secureHash: boolean }> | undefined
  /** How many tasks run at once. */
  readonly parallelTasks?: number
  readonly imageApiV1?: boolean
  readonly uforge?: UForgeChoices
  /** What time it is. */
  readonly now?: () => Date
  /** What else the app is to be made with. */
  readonly app?: Partial<AppDeps>
  readonly publicUrl?: string
  readonly isReady?: () => boolean
  /** Puts faults between the service and its store, or its catalogue. */
  readonly wrapStore?: (store: ImageStore) => ImageStore
  readonly wrapCatalog?: (catalog: ImageCatalog) => ImageCatalog
  readonly wrapPolicy?: (policy: Policy) => Policy
  /** Keeps records and bytes in this directory, which outlives the service. */
  readonly dataDir?: string
}

export type StoreOptions = Pick<ConfiguredStore, 'id'> & Partial<Omit<ConfiguredStore, 'store'>>

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape they are about to check.
  readonly json: any
}

export interface Call {
  readonly headers?: Record<string, string | number | readonly string[]>
  /** Objects are sent as JSON. */
  readonly body?: string | Uint8Array | object
  readonly agent?: Agent
}

export type Service = Awaited<ReturnType<typeof startService>>

/** The whole service over HTTP on a free port: SQLite in memory, files in a directory that goes when it stops. */
export async function startService(options: ServiceOptions = {}) {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'vitrine-server-')))
  const events = new EventEmitter()
  const path = options.dataDir === undefined ? ':memory:' : join(dataDir, 'catalog.db')
  const database = await createSqliteCatalog({ path })
  const catalog = announced((options.wrapCatalog ?? same)(database), events)
  const source = { ...nowhere, ...options.source }
  const files = (options.stores ?? [{ id: 'file' }]).map((store) => openStore(store, dataDir))
  const elsewhere = { id: 'http', weight: 0, properties: {}, readOnly: true, store: source } as const
  const stores = createStores([...(await Promise.all(files)), ...(options.locations ? [elsewhere] : [])])
  const digests = createDigestPool(1)
  const stopping = new AbortController()
  const { now = () => new Date() } = options
  const limits = { images: -1, bytes: -1, uploads: -1, ...options.limits }
  const reaper = createBlobReaper({ catalog, stores, onError: (error) => events.emit('not reaped', error) })
  const policy = (options.wrapPolicy ?? same)(createPolicy(options.rules))
  const sections = options.propertySections
  const protection = sections ? createPropertyProtection(sections, policy) : noPropertyProtection
  const access = createImageAccess({ catalog, policy })
  const images = createImageService({
    catalog,
    access,
    policy,
    protection,
    quotas: options.quotas ?? QUOTAS,
    imageLimit: limits.images,
    now,
    onDeleted: (id) => {
      imageData.stopUpload(id)
      void reaper.reap()
    },
    onDataChanged: () => void reaper.reap(),
  })
  const imageData = createImageDataService({
    access,
    policy,
    catalog,
    stores,
    digests,
    reaper,
    now,
    hashAlgorithm: 'sha256',
    sizeCap: options.sizeCap ?? 2 ** 40,
    limits,
    formats: { requireMatch: true, gptNonFatal: [], ...options.formats },
    onWarning: (image, warnings) => events.emit('taken all the same', image, warnings),
  })
  const tags = createImageTagService({ catalog, access, quota: (options.quotas ?? QUOTAS).tags, now })
  const activation = createImageActivationService({ catalog, access, now })
  const membership = { catalog, access, policy, quota: options.memberQuota ?? 128, now }
  const members = createImageMemberService(membership)
  const sharing = createImageSharingService({ ...membership, images })
  const importMethods = options.importMethods ?? []
  const information = createServiceInformation({ stores, policy, catalog, limits, importMethods })
  const tasks = announced(database.tasks, events)
  const readImport = createImportReader(options.app?.document)
  const importTask = createImportTask({ images, imageData, catalog, tasks, source, readImport, now })
  const copyTask = createCopyTask({ images, imageData, catalog, source, now })
  const { all = false, direct = false, quota = 10, secureHash = true } = options.locations ?? {}
  const locationSource =
    options.locations &&
    createLocationSource({ store: elsewhere.id, source, digests, sizeCap: options.sizeCap ?? 2 ** 40 })
  const placing = { catalog, source: locationSource, hashAlgorithm: 'sha256', now }
  const locationTask = createLocationTask({ ...placing, secureHash })
  const generation = await composeGenerations(options.uforge ?? {}, {
    database,
    images,
    imageData,
    imageCatalog: catalog,
    tasks,
    digests,
    dataDir,
    now,
    onDeleted: () => void reaper.reap(),
  })
  const runner = createTaskRunner({
    tasks,
    work: {
      import: importTask.work,
      api_image_import: copyTask.work,
      location_import: locationTask.work,
      machine_image_generation: generation.generations.work,
    },
    undo: {
      import: importTask.undo,
      api_image_import: copyTask.undo,
      location_import: locationTask.undo,
      machine_image_generation: generation.generations.undo,
    },
    now,
    onError: (error) => events.emit('task failed', error),
    parallel: options.parallelTasks ?? 4,
    leaseMs: 60_000,
  })
  const locations = createImageLocationService({ ...placing, access, stores, runner, quota, display: { all, direct } })
  const registration = createImageRegistrationService({
    images,
    imageData,
    catalog,
    access,
    policy,
    runner,
    source,
    locationSource,
    secureHash,
    now,
    onError: (error) => events.emit('task not started', error),
  })
  const recovered = [...(await imageData.recover()), ...(await recoverImports(catalog, tasks, now()))]
  await generation.generations.recover()
  await runner.resume()
  const logLines: LogLine[] = []
  const metrics = createMetrics()
  const services: AppDeps = {
    images,
    tags,
    activation,
    imageData,
    locations,
    members,
    sharing,
    registration,
    tasks: createTaskService({ tasks, runner, access, policy, source, readImport }),
    information,
    stores,
    imageApiV1: options.imageApiV1 ?? true,
    ...composeUForge(options.uforge ?? {}, { ...generation, database, images, imageData, access, policy, runner, now }),
    policy,
    metrics,
    identity: options.identity ?? createNoIdentity(),
    log: pino({ level: 'debug' }, { write: (line) => logLines.push(logLine(line, events)) }),
    isReady: options.isReady ?? (() => true),
    signal: stopping.signal,
    publicUrl: options.publicUrl,
    idleMs: options.idleMs ?? 60_000,
    admitsEveryone: options.identity === undefined,
    ...options.app,
    validateResponses: true,
  }
  const server = createHttpServer(createApp(services))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const agent = new Agent({ keepAlive: true })

  return {
    url,
    port,
    server,
    dataDir,
    events,
    logLines,
    catalog,
    /** What the operations are made of. */
    services,
    /** Ids of images that were queued again when this service started. */
    recovered,
    /** Ends running transfers, as a stop does after its grace period. */
    endTransfers: () => stopping.abort(new Error('The server is stopping')),

    /** One whole request; asks for JSON unless told otherwise. */
    async call(method: string, path: string, { headers = {}, body, agent: own = agent }: Call = {}): Promise<Answer> {
      const bytes = asBytes(body)
      const sent = open(method, path, { agent: own, headers: { ...lengthOf(bytes), ...headers } })
      sent.request.end(bytes)
      return sent.answer
    },

    /** A request whose body the test writes itself. */
    open: (method: string, path: string, headers: Record<string, string | number> = {}) =>
      open(method, path, { headers }),

    /** An upload that the test feeds: chunked, unless the headers have a length. */
    openUpload: (id: string, headers: Record<string, string | number> = {}) =>
      open('PUT', `/v2/images/${id}/file`, { headers: { 'Content-Type': 'application/octet-stream', ...headers } }),

    async createImage(attributes: object = {}, headers: Call['headers'] = {}): Promise<Image> {
      const body = { disk_format: 'raw', container_format: 'bare', ...attributes }
      const answer = await this.call('POST', '/v2/images', { body, headers })
      if (answer.status !== 201) throw new Error(`The image was not created: ${answer.status} ${answer.text}`)
      return answer.json
    },

    upload(id: string, body: Uint8Array | string, headers: Call['headers'] = {}): Promise<Answer> {
      const typed = { 'Content-Type': 'application/octet-stream', ...headers }
      return this.call('PUT', `/v2/images/${id}/file`, { body, headers: typed })
    },

    async createActiveImage(body: Uint8Array | string, attributes: object = {}): Promise<Image> {
      const { id } = await this.createImage(attributes)
      const answer = await this.upload(id, body)
      if (answer.status !== 204) throw new Error(`The data was not stored: ${answer.status} ${answer.text}`)
      return this.show(id)
    },

    async show(id: string): Promise<Image> {
      return (await this.call('GET', `/v2/images/${id}`)).json
    },

    download(id: string, headers: Call['headers'] = {}): Promise<Answer> {
      return this.call('GET', `/v2/images/${id}/file`, { headers })
    },

    patch(id: string, body: object, headers: Call['headers'] = {}): Promise<Answer> {
      const typed = { 'Content-Type': 'application/openstack-images-v2.1-json-patch', ...headers }
      return this.call('PATCH', `/v2/images/${id}`, { body, headers: typed })
    },

    /** Every file that a store has, whole or not. */
    async filesOnDisk(store = 'file'): Promise<string[]> {
      const entries = await readdir(folderOf(store, dataDir), { recursive: true, withFileTypes: true })
      return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
    },

    /** The log line of the request that `answer` came from, as soon as it is written. */
    async logOf({ headers }: Pick<Answer, 'headers'>): Promise<LogLine> {
      for (;;) {
        const found = logLines.find(({ requestId }) => requestId === headers['x-openstack-request-id'])
        if (found) return found
        await once(events, 'logged')
      }
    },

    async stop(): Promise<void> {
      agent.destroy()
      stopping.abort(new Error('The server is stopping'))
      server.closeAllConnections()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
      await runner.close()
      await reaper.reap()
      await digests.close()
      await database.close()
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true })
    },
  }

  async function openStore({ id, ...configured }: StoreOptions, dataDir: string): Promise<ConfiguredStore> {
    const files = await createFileImageStore({ root: folderOf(id, dataDir) })
    const store = announced((options.wrapStore ?? same)(files), events)
    return { id, weight: 0, properties: {}, readOnly: false, ...configured, store }
  }

  function open(method: string, path: string, { headers, agent }: { headers: Call['headers']; agent?: Agent }) {
    const options = { method, path, port, host: '127.0.0.1', headers: { Accept: 'application/json', ...headers } }
    const sent = request(agent ? { ...options, agent } : { ...options, agent: false })
    const answer = answerTo(sent)
    // A test that breaks the connection on purpose does not look at the answer.
    answer.catch(() => undefined)
    return { request: sent, answer }
  }
}

/** Where a store of the service keeps its files. */
export function folderOf(store: string, dataDir: string): string {
  return join(dataDir, store === 'file' ? 'images' : store)
}

export interface LogLine {
  readonly level: number
  readonly msg: string
  readonly requestId?: string
  readonly [name: string]: unknown
}

function logLine(line: string, events: EventEmitter): LogLine {
  setImmediate(() => events.emit('logged'))
  return JSON.parse(line)
}

async function answerTo(sent: ClientRequest): Promise<Answer> {
  // Not `once`: a refusal may arrive while the body is still being sent, and the connection may fail after it.
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('response', resolve)
    sent.on('error', reject)
  })
  return readAnswer(response)
}

/** Rejects when the connection breaks before the end of the body. */
export async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body,
    text: body.toString(),
    get json() {
      return JSON.parse(body.toString())
    },
  }
}

function asBytes(body: Call['body']): string | Uint8Array | undefined {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return body
  return JSON.stringify(body)
}

function lengthOf(body: string | Uint8Array | undefined): Record<string, number> {
  return body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }
}

const same = <T>(value: T): T => value

const nowhere: RemoteSource = {
  scheme: 'http',
  locate: (url) => url,
  check: async () => undefined,
  size: async () => undefined,
  open: () => Promise.reject(new Problem('storeUnavailable', 'There is nothing elsewhere')),
  fetch: () => Promise.reject(new Problem('sourceUnavailable', 'There is nothing elsewhere')),
}

/** Emits `<method> begins` and `<method> ends` around every call, so that a test can wait for one. */
function announced<T extends object>(target: T, events: EventEmitter): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      const value = Reflect.get(object, name, receiver)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        events.emit(`${String(name)} begins`, ...args)
        const answer: unknown = value.apply(object, args)
        if (!(answer instanceof Promise)) return answer
        // After those who wait for the call itself.
        return answer.finally(() => setImmediate(() => events.emit(`${String(name)} ends`, ...args)))
      }
    },
  })
}

/** Knows callers by their token; without one, or with another, nobody comes in. */
export function stubIdentity(callers: Record<string, Partial<Caller>>): Identity {
  return {
    recognise: () => undefined,
    seemsGood: async () => false,
    challenge: () => 'Keystone uri="http://identity.example/v3"',
    close: async () => undefined,
    async authenticate({ token }) {
      const caller = token === undefined || !Object.hasOwn(callers, token) ? undefined : callers[token]
      if (!caller) throw new Problem('unauthenticated', 'The token is missing or not valid')
      return { ...ANONYMOUS, userId: token ?? null, roles: ['member', 'reader'], ...caller }
    },
  }
}
