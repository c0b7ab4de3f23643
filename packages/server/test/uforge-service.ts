import { randomBytes } from 'node:crypto'
import { copyFile } from 'node:fs/promises'
import type { Image, UForgeAppliance, UForgeImage, UForgeImageCreate, UForgeStatus } from '@vitrine/api-types'
import { createSqliteCatalog } from '@vitrine/catalogs/sqlite'
import type { DiskConverter } from '@vitrine/core'
import { createLocalIdentity, createPasswords } from '@vitrine/identity/local'
import { expect, vi } from 'vitest'
import { type Answer, type ServiceOptions, startService } from './service.ts'
import { PATIENTLY } from './tasks.ts'
import { basic, seedUsers } from './uforge-logins.ts'

export interface Asked {
  /** Ann, unless told otherwise; `root\\ann` is root, acting for her. */
  readonly as?: string
  readonly headers?: Record<string, string>
  /** Objects are sent as JSON, text as XML. */
  readonly body?: object | string
}

export type UForgeService = Awaited<ReturnType<typeof startUForgeService>>

export const DISK = randomBytes(64 * 1024)

/** What generates without a converter: the source is such a disk. */
export const RAW = { targetFormat: { name: 'Raw Virtual Disk' } }
export const PACKED = { ...RAW, compress: true }

/** The whole service with users who come by name and password. */
export async function startUForgeService(options: ServiceOptions = {}) {
  const { directory, close } = await createSqliteCatalog({ path: ':memory:' })
  const passwords = createPasswords({ cost: { memoryCost: 8, timeCost: 1 } })
  await seedUsers(directory, passwords)
  const now = () => new Date()
  const settings = { key: randomBytes(32), tokenLifeMs: 3_600_000, cacheLifeMs: 60_000, cacheSize: 100 }
  const identity = createLocalIdentity({ directory, passwords, now, ...settings })
  const service = await startService({ ...options, identity, uforge: { accounts: identity, ...options.uforge } })

  async function ask(method: string, path: string, { as = 'ann', headers, body }: Asked = {}): Promise<Answer> {
    const type = typeof body === 'string' ? 'application/xml' : 'application/json'
    const own = { Authorization: basic(as), ...(body !== undefined && { 'Content-Type': type }), ...headers }
    return service.call(method, `/api/${path}`, { headers: own, ...(body !== undefined && { body }) })
  }

  async function created(path: string, body: object, as: string): Promise<unknown> {
    const answer = await ask('POST', path, { as, body })
    expect(answer.status, answer.text).toBe(201)
    return Object.values(answer.json)[0]
  }

  /** What identifies a user to the Image API. */
  async function tokenOf(name: string) {
    return { 'X-Auth-Token': (await identity.logInByPassword(name, `password of ${name}`)).token }
  }

  async function aSource(attributes: object = {}, owner = 'ann'): Promise<Image> {
    const headers = await tokenOf(owner)
    const image = await service.createImage({ name: 'debian', ...attributes }, headers)
    expect((await service.upload(image.id, DISK, headers)).status).toBe(204)
    return image
  }

  async function anAppliance({ profile = true, as = 'ann', ...attributes }: ApplianceWish = {}) {
    const distributionUri = `distributions/${(await aSource({}, as)).id}`
    const body = { name: 'web', version: '1.0', distributionUri, ...attributes }
    const appliance = (await created(`users/${as}/appliances`, body, as)) as UForgeAppliance
    if (profile) await created(`${appliance.uri}/osprofile`, { name: 'Minimal' }, as)
    return appliance
  }

  async function generate({ uri }: UForgeAppliance, wanted: UForgeImageCreate = PACKED, as = 'ann') {
    return (await created(`${uri}/images`, wanted, as)) as UForgeImage
  }

  /** The status, once it is this. */
  function becomes({ statusUri }: UForgeImage, status: Partial<UForgeStatus>): Promise<UForgeStatus> {
    return vi.waitFor(async () => {
      const { json } = await ask('GET', String(statusUri), { as: 'root' })
      expect(json.status).toMatchObject(status)
      return json.status
    }, PATIENTLY)
  }

  return {
    ...service,
    /** Its users. */
    directory,
    ask,
    tokenOf,
    aSource,
    anAppliance,
    generate,
    becomes,

    /** As it is shown. */
    async shown({ uri }: { uri: string }) {
      const { status, text, json } = await ask('GET', uri)
      expect(status, text).toBe(200)
      // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape they are about to check.
      return Object.values(json)[0] as any
    },

    /** Images of the catalogue that were made for it. */
    async catalogued({ dbId }: UForgeImage): Promise<Image[]> {
      const path = `/v2/images?uforge_machine_image=${dbId}`
      return (await service.call('GET', path, { headers: await tokenOf('root') })).json.images
    },

    async aCompleteImage(wanted: UForgeImageCreate = PACKED): Promise<UForgeImage> {
      const image = await generate(await anAppliance(), wanted)
      await becomes(image, { complete: true })
      return this.shown(image)
    },

    async stop(): Promise<void> {
      await service.stop()
      await close()
    },
  }
}

type ApplianceWish = { readonly profile?: boolean; readonly as?: string } & Partial<UForgeAppliance>

/** The word of a refusal. */
export const messageIdOf = ({ json }: Answer): string => json.uforgeError.localizedErrorMsg.messageId

/** Says when it has begun, and goes on until it is told to end, or not wanted any more. */
export function createWaitingConverter() {
  const begun = Promise.withResolvers<void>()
  const end = Promise.withResolvers<void>()
  const converter: DiskConverter = {
    available: true,
    async convert({ source, target, signal, onProgress }) {
      const { promise: aborted, reject } = Promise.withResolvers<never>()
      signal.addEventListener('abort', () => reject(signal.reason))
      begun.resolve()
      await Promise.race([end.promise, aborted])
      await copyFile(source.path, target.path)
      onProgress?.(100)
    },
  }
  return { converter, begun: begun.promise, end: end.resolve, fail: end.reject }
}
