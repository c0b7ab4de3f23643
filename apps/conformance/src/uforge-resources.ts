import { setTimeout as delay } from 'node:timers/promises'
import type {
  UForgeApiKeyPair,
  UForgeAppliance,
  UForgeImage,
  UForgeImageCreate,
  UForgeStatus,
} from '@vitrine/api-types'
import { someBytes } from './requests.ts'
import type { Resources } from './resources.ts'
import { ServerFailure } from './status.ts'
import type { Answer } from './target.ts'
import type { UForge } from './uforge.ts'
import { type DocumentName, documentOf, readDocument } from './uforge-documents.ts'

/** Needs no converter where the source is raw too. */
export const RAW_DISK = 'Raw Virtual Disk'

/** A small disk: whole sectors, so that it stays as it is. */
const SMALL = 8 * 512
/**
 * Random, so that packing it takes a while: time to see a generation that is not over. More than sockets hold, so that a
 * download of it can break in the middle.
 */
const LARGE = 16 * 1024 * 1024

const created = <Name extends DocumentName>(name: Name, what: string, answer: Answer) => {
  if (answer.status === 201) return readDocument(name, answer)
  throw new ServerFailure(`${what} could not be made`, '201', `${answer.status} ${answer.text.slice(0, 300)}`)
}

const isOver = ({ complete, error, cancelled }: UForgeStatus): boolean => complete || error || cancelled

const PATIENCE = 60_000

/** Looks at the status again and again until the generation is over; that it never is, is the server's fault. */
export const waitForEnd = async (
  uforge: UForge,
  { uri }: Pick<UForgeImage, 'uri'>,
  look: (status: UForgeStatus) => void = () => {},
): Promise<UForgeStatus> => {
  const deadline = Date.now() + PATIENCE
  for (;;) {
    const status = readDocument('UForgeStatus', await uforge.get(`${uri}/status`))
    look(status)
    if (isOver(status)) return status
    if (Date.now() > deadline)
      throw new ServerFailure(`a generation is not over after ${PATIENCE / 1000} s`, 'complete', JSON.stringify(status))
    await delay(50)
  }
}

export interface SourceDisk {
  /** `distributionUri` of an appliance. */
  readonly uri: string
  /** What is in it; undefined for one that the run did not make. */
  readonly bytes: Buffer | undefined
}

/** Makes what cases about UForge need. */
export const createUForgeResources = (deps: {
  readonly uforge: UForge
  readonly images: Pick<Resources, 'activeImage' | 'name'>
  /** What to make appliances of, in place of images of the run. */
  readonly distribution: string | undefined
  /** Why the run makes no images, if so. */
  readonly readOnly: string | undefined
  readonly skip: (reason: string) => never
}) => {
  const { uforge, images, distribution, readOnly, skip } = deps

  const ownDisk = async (size: number): Promise<SourceDisk & { readonly bytes: Buffer }> => {
    const what = distribution === undefined ? 'something to make appliances of, --distribution' : 'an image of the run'
    if (readOnly !== undefined) skip(`needs ${what}: ${readOnly}`)
    const bytes = someBytes(size)
    const { id } = await images.activeImage(bytes)
    return { uri: `distributions/${id}`, bytes }
  }

  const disk = async (): Promise<SourceDisk> =>
    distribution === undefined ? ownDisk(SMALL) : { uri: distribution, bytes: undefined }

  /** Generates nothing yet: that takes a profile. */
  const bareAppliance = async (distributionUri?: string): Promise<UForgeAppliance> => {
    const wanted = {
      name: images.name('appliance'),
      version: '1.0',
      distributionUri: distributionUri ?? (await disk()).uri,
    }
    const answer = await uforge.post(`${uforge.userUri}/appliances`, documentOf('UForgeApplianceCreate', wanted))
    return created('UForgeAppliance', 'an appliance', answer)
  }

  const appliance = async (distributionUri?: string): Promise<UForgeAppliance> => {
    const { uri } = await bareAppliance(distributionUri)
    const profile = documentOf('UForgeDistribProfileCreate', { name: 'Minimal' })
    created('UForgeDistribProfile', 'a profile', await uforge.post(`${uri}/osprofile`, profile))
    return readDocument('UForgeAppliance', await uforge.get(uri))
  }

  /** Begins to generate: a raw disk in an archive, unless told otherwise. */
  const ticket = async (
    { uri }: Pick<UForgeAppliance, 'uri'>,
    wanted: UForgeImageCreate = {},
  ): Promise<UForgeImage> => {
    const image = { compress: true, targetFormat: { name: RAW_DISK }, ...wanted }
    return created(
      'UForgeImage',
      'a machine image',
      await uforge.post(`${uri}/images`, documentOf('UForgeImageCreate', image)),
    )
  }

  /** Complete; of an appliance of its own, unless there is one. */
  const machineImage = async (of?: Pick<UForgeAppliance, 'uri'>, wanted?: UForgeImageCreate): Promise<UForgeImage> => {
    const { uri } = await ticket(of ?? (await appliance()), wanted)
    const status = await waitForEnd(uforge, { uri })
    if (!status.complete)
      throw new ServerFailure('a machine image could not be made', 'complete', JSON.stringify(status))
    return readDocument('UForgeImage', await uforge.get(uri))
  }

  const apiKeyPair = async (): Promise<UForgeApiKeyPair> =>
    created('UForgeApiKeyPair', 'a pair of API keys', await uforge.post(`${uforge.userUri}/apikeys`))

  return { disk, largeDisk: () => ownDisk(LARGE), bareAppliance, appliance, ticket, machineImage, apiKeyPair }
}

export type UForgeResources = ReturnType<typeof createUForgeResources>
