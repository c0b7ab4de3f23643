import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aCaller, PATIENTLY } from '../../test/builders.ts'
import { readFixture, virtualSizeOf } from '../../test/formats/fixtures.ts'
import {
  bob,
  createShared,
  digests,
  diskOf,
  endlessConversion,
  packed,
  root,
  startWorkshop,
  type Workshop,
} from '../../test/workshop.ts'
import { Problem } from '../problem.ts'
import type { MachineImage } from './machine-image.ts'
import { TARGET_FORMATS } from './target-format.ts'

afterAll(() => digests.close())

const hash = (algorithm: string, bytes: Buffer) => createHash(algorithm).update(bytes).digest('hex')

/** Nothing is left of it but its record. */
async function expectCleared({ generated, scratch }: Workshop): Promise<void> {
  await expect.poll(generated, PATIENTLY).toStrictEqual([])
  expect(scratch.size).toBe(0)
}

describe('a generation', () => {
  test.for(TARGET_FORMATS)('makes the disk into $diskFormat for $name, and packs it', async (format) => {
    const workshop = startWorkshop()
    const source = format.diskFormat === 'vmdk' ? 'qcow2' : 'vmdk'
    const machineImage = await workshop.generate(await workshop.anAppliance(source), { targetFormat: format.name })
    await workshop.becomes(machineImage, 'complete')
    expect(workshop.log).toStrictEqual([`/scratch/source of ${source} to /scratch/target of ${format.diskFormat}`])

    const stem = `debian_12rev1_${format.primitive}`
    const file = packed(`${stem}.${format.diskFormat}`, diskOf(format.diskFormat), machineImage.createdAt)
    const [image] = workshop.generated()
    expect(workshop.fileOf(image)?.equals(file)).toBe(true)
    expect(workshop.recorded(machineImage.id)).toMatchObject({
      percentage: 100,
      imageId: image?.id,
      file: {
        name: `${stem}.tar.gz`,
        size: file.length,
        diskSize: virtualSizeOf(source === 'vmdk' ? 'vmdk-sparse' : 'qcow2-v3'),
        checksum: hash('md5', file),
        sha256: hash('sha256', file),
      },
    })
    expect(workshop.scratch.size).toBe(0)
  })

  test('makes an image of the catalogue that says where it came from', async () => {
    const workshop = startWorkshop()
    const appliance = await workshop.anAppliance('qcow2', { minDisk: 3, minRam: 256 })
    const machineImage = await workshop.generate(appliance)
    await workshop.becomes(machineImage, 'complete')
    expect(workshop.generated()).toMatchObject([
      {
        name: 'debian_12rev1_qcow2.tar.gz',
        status: 'active',
        owner: 'project-a',
        visibility: 'shared',
        diskFormat: 'qcow2',
        containerFormat: 'compressed',
        minDisk: 3,
        minRam: 256,
        properties: {
          uforge_appliance: String(appliance.id),
          uforge_machine_image: String(machineImage.id),
          uforge_source_image: appliance.sourceImageId,
          uforge_target_format: 'QCOW2',
        },
      },
    ])
    const [task] = await workshop.shared.tasks.list()
    await expect
      .poll(() => workshop.shared.tasks.find(task?.id ?? ''), PATIENTLY)
      .toMatchObject({
        status: 'success',
        imageId: workshop.generated()[0]?.id,
        result: { image_id: workshop.generated()[0]?.id },
      })
  })

  test('is for the project of the appliance, whoever asks for it', async () => {
    const workshop = startWorkshop()
    const machineImage = await workshop.generate(await workshop.anAppliance(), {}, root)
    await workshop.becomes(machineImage, 'complete')
    expect(workshop.generated()).toMatchObject([{ owner: 'project-a' }])
    expect(machineImage.user).toStrictEqual(bob.login)
  })

  test.for(['raw', 'qcow2', 'vmdk', 'vhd', 'vhdx', 'vdi'] as const)(
    'of a %s into the same needs no converter, and no room beside the store',
    async (format) => {
      const workshop = startWorkshop({ canConvert: false, write: () => Promise.reject(new Error('no room')) })
      const name = TARGET_FORMATS.find(({ diskFormat }) => diskFormat === format)?.name
      const appliance = await workshop.anAppliance(format)
      const machineImage = await workshop.generate(appliance, { targetFormat: name, compress: false })
      await workshop.becomes(machineImage, 'complete')
      const [image] = workshop.generated()
      expect(image).toMatchObject({ diskFormat: format, containerFormat: 'bare' })
      expect(workshop.fileOf(image)?.equals(diskOf(format))).toBe(true)
      expect(workshop.recorded(machineImage.id)?.file).toMatchObject({
        name: expect.stringMatching(`\\.${format}$`),
        size: diskOf(format).length,
        diskSize: image?.data?.virtualSize,
        sha256: hash('sha256', diskOf(format)),
      })
    },
  )
})

describe('the progress of a generation', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
  afterEach(() => vi.useRealTimers())

  /** A conversion that is half done. */
  async function halfDone(given: Parameters<typeof startWorkshop>[0] = {}) {
    const { convert, begun } = endlessConversion()
    const workshop = startWorkshop({
      ...given,
      convert: (conversion) => {
        conversion.onProgress?.(50)
        return convert(conversion)
      },
    })
    const machineImage = await workshop.generate(await workshop.anAppliance(), { targetFormat: 'VHDX' })
    return { ...workshop, machineImage, signal: await begun }
  }

  test('is there to be read a second later', async () => {
    const { machineImage, recorded } = await halfDone()
    expect(recorded(machineImage.id)).toMatchObject({ status: 'running', percentage: 0, message: '' })
    await vi.advanceTimersByTimeAsync(1000)
    const message = 'Converting the disk from qcow2 to vhdx'
    expect(recorded(machineImage.id)).toMatchObject({ status: 'running', percentage: 20, message })
  })

  test('is told once a second, and no more when it is over', async () => {
    const reported: number[] = []
    const shared = createShared()
    const reportProgress = async (id: number) => {
      reported.push(id)
      return shared.machineImages.machineImages.get(id)?.status === 'running'
    }
    const { machineImages, machineImage, pathOf, generated } = await halfDone({ shared, catalog: { reportProgress } })
    await vi.advanceTimersByTimeAsync(5999)
    expect(reported).toHaveLength(5)
    await machineImages.cancel(pathOf(machineImage), bob)
    await expect.poll(generated, PATIENTLY).toStrictEqual([])
    await vi.advanceTimersByTimeAsync(5000)
    expect(reported).toHaveLength(5)
  })

  test.for(['cancelled', 'deleted'])('is how a generation learns that another process has %s it', async (how) => {
    const workshop = await halfDone()
    const { catalog, machineImage, signal } = workshop
    if (how === 'deleted') await catalog.deleteMachineImage(machineImage.id)
    else await catalog.endGeneration(machineImage.id, 'cancelled', 'cancelled elsewhere', new Date())
    expect(signal.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(1000)
    expect(signal.aborted).toBe(true)
    await expectCleared(workshop)
    const left = how === 'deleted' ? undefined : { status: 'cancelled', message: 'cancelled elsewhere' }
    expect(workshop.recorded(machineImage.id)).toEqual(left && expect.objectContaining(left))
  })

  test('may be lost for a while: the generation goes on', async () => {
    let isBroken = true
    const shared = createShared()
    const { catalog } = shared.machineImages
    const { machineImage, recorded, signal } = await halfDone({
      shared,
      catalog: {
        reportProgress: (...report) =>
          isBroken ? Promise.reject(new Error('The catalogue is away')) : catalog.reportProgress(...report),
      },
    })
    await vi.advanceTimersByTimeAsync(1000)
    expect([signal.aborted, recorded(machineImage.id)?.percentage]).toStrictEqual([false, 0])
    isBroken = false
    await vi.advanceTimersByTimeAsync(1000)
    expect(recorded(machineImage.id)).toMatchObject({ percentage: 20 })
  })

  test('never says that all is done before the file is there', async () => {
    const stored = Promise.withResolvers<void>()
    const shared = createShared()
    const { catalog } = shared.images
    const workshop = startWorkshop({
      shared,
      imageCatalog: {
        async completeUpload(...upload) {
          await stored.promise
          return catalog.completeUpload(...upload)
        },
      },
    })
    const machineImage = await workshop.generate(await workshop.anAppliance('raw'), {
      targetFormat: 'Raw Virtual Disk',
    })
    await expect.poll(() => shared.bytes.kept.size, PATIENTLY).toBe(2)
    await vi.advanceTimersByTimeAsync(1000)
    const message = 'Packing and storing the disk'
    expect(workshop.recorded(machineImage.id)).toMatchObject({ status: 'running', percentage: 99, message })
    stored.resolve()
    await workshop.becomes(machineImage, 'complete')
  })
})

describe('a generation that is cancelled with its last byte', () => {
  test('is cancelled, and leaves nothing', async () => {
    const shared = createShared()
    const workshop = startWorkshop({
      shared,
      imageCatalog: {
        async completeUpload(...upload) {
          for (const { id } of await shared.machineImages.catalog.listGenerating()) {
            await shared.machineImages.catalog.endGeneration(id, 'cancelled', 'cancelled elsewhere', new Date())
          }
          return shared.images.catalog.completeUpload(...upload)
        },
      },
    })
    const machineImage = await workshop.generate(await workshop.anAppliance())
    await workshop.becomes(machineImage, 'cancelled')
    await expect.poll(() => workshop.log, PATIENTLY).toContainEqual(expect.stringContaining('deleted'))
    await expectCleared(workshop)
    expect(workshop.recorded(machineImage.id)).toMatchObject({ message: 'cancelled elsewhere', file: null })
  })
})

describe('a generation that fails', () => {
  const full = new Problem('storeFull', 'There is no space left to convert disks')
  const killed = new Problem('conversionFailed', 'The disk could not be converted: qemu-img was killed')

  test.for<[string, Parameters<typeof startWorkshop>[0], string]>([
    ['its conversion', { convert: () => Promise.reject(killed) }, killed.message],
    ['its room', { write: () => Promise.reject(full) }, full.message],
    ['an error of the server', { convert: () => Promise.reject(new Error('secret')) }, 'The server failed.'],
    [
      'its packing',
      {
        async *pack() {
          yield Buffer.from('half of it')
          throw new Problem('imageDataLost', 'None of the places that should have the data has it')
        },
      },
      'None of the places',
    ],
  ])('in %s says so, and leaves nothing', async ([_, given, message]) => {
    const workshop = startWorkshop(given)
    const machineImage = await workshop.generate(await workshop.anAppliance(), { targetFormat: 'VHD' })
    await workshop.becomes(machineImage, 'failed')
    expect(workshop.recorded(machineImage.id)).toMatchObject({ message: expect.stringContaining(message), file: null })
    expect(JSON.stringify(workshop.recorded(machineImage.id))).not.toContain('secret')
    await expectCleared(workshop)
  })

  test('by its quota does so before the work', async () => {
    const refusal = new Problem('quotaExceeded', 'Project project-a has 1 images, and may have no more')
    const workshop = startWorkshop({ imageCatalog: { insert: () => Promise.reject(refusal) } })
    const machineImage = await workshop.generate(await workshop.anAppliance(), { targetFormat: 'VHD' })
    await workshop.becomes(machineImage, 'failed')
    expect(workshop.recorded(machineImage.id)).toMatchObject({ message: refusal.message })
    expect(workshop.log).toStrictEqual([String(refusal)])
  })

  test.for([
    ['is not what it is said to be', 'vmdk-sparse', 'The disk format is declared qcow2, but the data is vmdk'],
    ['names another file', 'qcow2-backed', 'is not safe'],
  ] as const)('because its source %s never shows that to a program', async ([_, fixture, message]) => {
    const workshop = startWorkshop()
    const appliance = await workshop.anAppliance('qcow2')
    workshop.shared.bytes.kept.set('bytes of qcow2', readFixture(fixture))
    const source = workshop.shared.images.kept.get(appliance.sourceImageId)
    if (source?.data) {
      const data = { ...source.data, size: readFixture(fixture).length }
      workshop.shared.images.kept.set(source.id, { ...source, data })
    }
    for (const targetFormat of ['VHD', 'QCOW2']) {
      const machineImage = await workshop.generate(appliance, { targetFormat })
      await workshop.becomes(machineImage, 'failed')
      expect(workshop.recorded(machineImage.id)?.message).toContain(message)
    }
    expect(workshop.log.filter((line) => line.includes('/scratch'))).toStrictEqual([])
    await expectCleared(workshop)
  })

  test('because its user is gone by then, or may do less, does so before the work', async () => {
    for (const [left, message] of [
      [undefined, 'Its user may not generate images any more'],
      [aCaller({ roles: ['reader'] }), expect.stringContaining("rule 'download_image' of the policy")],
    ] as const) {
      const workshop = startWorkshop({ callerNow: async () => left })
      const machineImage = await workshop.generate(await workshop.anAppliance())
      await workshop.becomes(machineImage, 'failed')
      expect(workshop.recorded(machineImage.id)).toMatchObject({ message })
      expect(workshop.log).toHaveLength(1)
      await expectCleared(workshop)
    }
  })

  test('because its source is gone by then says which', async () => {
    const shared = createShared()
    const { convert, begun } = endlessConversion()
    const stopped = startWorkshop({ shared, convert })
    const appliance = await stopped.anAppliance()
    const machineImage = await stopped.generate(appliance, { targetFormat: 'VHD' })
    await begun
    await stopped.runner.close()
    shared.images.kept.delete(appliance.sourceImageId)
    const next = startWorkshop({ shared })
    await next.runner.resume()
    await next.becomes(machineImage, 'failed')
    expect(next.recorded(machineImage.id)?.message).toContain(`Image ${appliance.sourceImageId} is no source`)
    await expectCleared(next)
    await next.runner.close()
  })
})

describe('a generation that a stop has cut short', () => {
  /** A process that stopped during a conversion; `shared` is what it left. */
  async function stopped() {
    const { convert, begun } = endlessConversion()
    const workshop = startWorkshop({ convert })
    const machineImage = await workshop.generate(await workshop.anAppliance(), { targetFormat: 'VHD' })
    await begun
    return { ...workshop, machineImage }
  }

  /** Another process, some time later. */
  async function takeUp(
    shared: Workshop['shared'],
    given: Parameters<typeof startWorkshop>[0] = {},
  ): Promise<Workshop> {
    const next = startWorkshop({ ...given, shared })
    next.clock.now = new Date(next.clock.now.getTime() + 61_000)
    await next.runner.resume()
    return next
  }

  test('is done again from its start by the next process, and leaves nothing of the first time', async () => {
    const { shared, runner, machineImage, recorded, scratch } = await stopped()
    const first = recorded(machineImage.id)?.imageId
    await runner.close()
    expect([recorded(machineImage.id)?.status, scratch.size]).toStrictEqual(['running', 0])
    const next = await takeUp(shared)
    await next.becomes(machineImage, 'complete')
    expect(next.generated()).toMatchObject([{ id: recorded(machineImage.id)?.imageId, status: 'active' }])
    expect(next.log).toContain(`deleted ${first}`)
    await next.runner.close()
  })

  test('is that of the next process: who was thought dead takes nothing from it', async () => {
    const dead = await stopped()
    const next = await takeUp(dead.shared)
    await next.becomes(dead.machineImage, 'complete')
    await dead.runner.close()
    expect(next.generated()).toMatchObject([{ status: 'active' }])
    expect(next.recorded(dead.machineImage.id)).toMatchObject({ status: 'complete' })
    await next.runner.close()
  })

  test('after its end is over: nothing is done again, and nothing cleared away', async () => {
    for (const [interruptions, status] of [
      [1, 'success'],
      [3, 'failure'],
    ] as const) {
      const workshop = startWorkshop()
      const machineImage = await workshop.generate(await workshop.anAppliance(), { targetFormat: 'VHD' })
      await workshop.becomes(machineImage, 'complete')
      await workshop.runner.close()
      const { tasks } = workshop.shared
      const [task] = await tasks.list()
      if (!task) throw new Error('There is a task for each generation')
      await tasks.insert({ ...task, status: 'pending', result: null })
      for (let death = 0; death < interruptions + 1; death++) {
        const at = new Date(death)
        await tasks.claim(task.id, { holder: `dead-${death}`, until: new Date(death + 1) }, at)
      }
      const next = await takeUp(workshop.shared)
      await expect.poll(() => tasks.find(task.id), PATIENTLY).toMatchObject({ status })
      expect(next.recorded(machineImage.id)).toMatchObject({ status: 'complete' })
      expect(next.generated()).toMatchObject([{ status: 'active' }])
      expect(next.log.filter((line) => line.startsWith('/scratch'))).toStrictEqual([])
      await next.runner.close()
    }
  })

  test('three times has failed, with a reason', async () => {
    const dead = await stopped()
    const [task] = await dead.shared.tasks.list()
    for (let death = 1; death < 4; death++) {
      const at = new Date(dead.clock.now.getTime() + death * 100_000)
      await dead.shared.tasks.claim(task?.id ?? '', { holder: `dead-${death}`, until: at }, at)
    }
    const next = startWorkshop({ shared: dead.shared })
    next.clock.now = new Date(next.clock.now.getTime() + 1_000_000)
    await next.runner.resume()
    await next.becomes(dead.machineImage, 'failed')
    expect(next.recorded(dead.machineImage.id)?.message).toMatch('The server stopped 4 times while it did this')
    await expectCleared(next)
    await next.runner.close()
    await dead.runner.close()
  })

  test('and cancelled since then is not taken up', async () => {
    const { shared, runner, machineImage, machineImages, pathOf, log } = await stopped()
    await runner.close()
    await machineImages.cancel(pathOf(machineImage), bob)
    const next = await takeUp(shared)
    await expectCleared(next)
    expect(next.recorded(machineImage.id)).toMatchObject({ status: 'cancelled' })
    expect(log.filter((line) => line.startsWith('/scratch'))).toHaveLength(1)
    await next.runner.close()
  })
})

describe('the start of a server', () => {
  test('ends generations of which no task is left, and those alone', async () => {
    const { convert, begun } = endlessConversion()
    const workshop = startWorkshop({ convert })
    const appliance = await workshop.anAppliance()
    const running = await workshop.generate(appliance, { targetFormat: 'VHD' })
    await begun
    const { catalog } = workshop
    const wanted = { applianceId: appliance.id, user: bob.login, name: 'debian', version: '12', createdAt: new Date() }
    const settings = { targetFormat: 'VHD', compress: true, memorySize: null, diskSize: null }
    const unqueued = await catalog.insertMachineImage({ ...wanted, ...settings })
    const unended = await catalog.insertMachineImage({ ...wanted, ...settings })
    const left = await workshop.images.create({ tags: [], properties: {} }, bob.caller)
    const lost = [unqueued, unended].filter((image): image is MachineImage => image !== undefined)
    await catalog.beginGeneration(lost[1]?.id ?? 0, new Date())
    await catalog.setImage(lost[1]?.id ?? 0, left.id, new Date())

    expect(await workshop.generations.recover()).toStrictEqual(lost.map(({ id }) => id))
    for (const { id } of lost) {
      const message = 'The server stopped before it could queue this: generate it again'
      expect(workshop.recorded(id)).toMatchObject({ status: 'failed', message })
    }
    expect(workshop.recorded(running.id)).toMatchObject({ status: 'running' })
    await expect(workshop.images.show(left.id, bob.caller)).rejects.toMatchObject({ code: 'imageNotFound' })
    expect(await workshop.generations.recover()).toStrictEqual([])
    await workshop.runner.close()
  })
})
