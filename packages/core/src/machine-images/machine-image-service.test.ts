import { afterAll, describe, expect, test } from 'vitest'
import { aCaller, PATIENTLY } from '../../test/builders.ts'
import { bob, digests, endlessConversion, eve, root, startWorkshop } from '../../test/workshop.ts'
import type { Image } from '../images/image.ts'
import type { LoggedIn } from './user-access.ts'

afterAll(() => digests.close())

const problem = (code: string) => expect.objectContaining({ code })
const request = (who: LoggedIn) => ({ ...who, requestId: 'req-2' })

/** A workshop with a conversion that goes on until it is aborted. */
async function busyWorkshop() {
  const { convert, begun } = endlessConversion()
  const workshop = startWorkshop({ convert })
  const appliance = await workshop.anAppliance('qcow2')
  const machineImage = await workshop.generate(appliance, { targetFormat: 'VHD', memorySize: 1024, diskSize: 2048 })
  const signal = await begun
  return { ...workshop, appliance, machineImage, path: workshop.pathOf(machineImage), signal }
}

/** A workshop with a complete machine image. */
async function doneWorkshop(settings: Parameters<ReturnType<typeof startWorkshop>['generate']>[1] = {}) {
  const workshop = startWorkshop()
  const appliance = await workshop.anAppliance('qcow2')
  const machineImage = await workshop.generate(appliance, settings)
  await workshop.becomes(machineImage, 'complete')
  return { ...workshop, appliance, machineImage, path: workshop.pathOf(machineImage) }
}

describe('a generation', () => {
  test('is answered at once with what is to be', async () => {
    const { machineImage, appliance, signal } = await busyWorkshop()
    expect(signal.aborted).toBe(false)
    expect(machineImage).toMatchObject({
      applianceId: appliance.id,
      user: bob.login,
      name: 'debian',
      version: '12',
      revision: 1,
      targetFormat: 'VHD',
      compress: true,
      memorySize: 1024,
      diskSize: 2048,
      status: 'waiting',
      percentage: 0,
      imageId: null,
      file: null,
    })
  })

  test('may run beside others of the same appliance', async () => {
    const { generate, appliance, becomes, machineImages } = await busyWorkshop()
    const another = await generate(appliance, { targetFormat: 'QCOW2' })
    await becomes(another, 'complete')
    const all = await machineImages.list('bob', appliance.id, bob)
    expect(all.map(({ revision, status }) => [revision, status])).toStrictEqual([
      [1, 'running'],
      [2, 'complete'],
    ])
  })

  test.for([
    [undefined, 'targetFormatMissing'],
    ['Floppy', 'targetFormatUnknown'],
  ] as const)('is refused in the format %s', async ([targetFormat, code]) => {
    const { anAppliance, generate } = startWorkshop()
    await expect(generate(await anAppliance(), { targetFormat })).rejects.toEqual(problem(code))
  })

  test('is refused without an OS profile', async () => {
    const { appliances, anActiveImage, generate } = startWorkshop()
    const { id: sourceImageId } = await anActiveImage('raw')
    const wanted = { name: 'debian', version: '12', description: null, archName: null, sourceImageId }
    const appliance = await appliances.create('bob', wanted, bob)
    const message = expect.stringContaining('create one')
    await expect(generate(appliance)).rejects.toMatchObject({ code: 'osProfileMissing', message })
  })

  test.for<[string, Partial<Image>, string]>([
    ['is gone', { deletedAt: new Date() }, 'sourceImageUnusable'],
    ["has become another project's", { owner: 'project-z', visibility: 'private' }, 'sourceImageUnusable'],
    ['is deactivated', { status: 'deactivated' }, 'forbidden'],
  ])('is refused when the source %s by now', async ([_, changes, code]) => {
    const { shared, anAppliance, generate, machineImages } = startWorkshop()
    const appliance = await anAppliance()
    const source = shared.images.kept.get(appliance.sourceImageId)
    if (source) shared.images.kept.set(source.id, { ...source, ...changes })
    await expect(generate(appliance)).rejects.toEqual(problem(code))
    expect(await machineImages.list('bob', appliance.id, bob)).toStrictEqual([])
  })

  test('is refused without a converter, in words that say which formats need none', async () => {
    const { anAppliance, generate, becomes } = startWorkshop({ canConvert: false })
    const appliance = await anAppliance('qcow2')
    const message = expect.stringMatching('qemu-img.* QCOW2 and KVM only')
    await expect(generate(appliance, { targetFormat: 'VHD' })).rejects.toMatchObject({
      code: 'converterMissing',
      message,
    })
    await becomes(await generate(appliance, { targetFormat: 'KVM' }), 'complete')
  })

  test('is refused to who may not make images', async () => {
    const { anAppliance, generate } = startWorkshop()
    const reader = { ...bob, caller: aCaller({ roles: ['reader'] }) }
    await expect(generate(await anAppliance(), {}, reader)).rejects.toEqual(problem('forbidden'))
  })

  test('of an appliance that is gone meanwhile leaves nothing', async () => {
    const workshop = startWorkshop({ catalog: { insertMachineImage: async () => undefined } })
    await expect(workshop.generate(await workshop.anAppliance())).rejects.toEqual(problem('applianceNotFound'))
    expect(workshop.shared.machineImages.machineImages.size).toBe(0)
  })

  test('that could not be queued has failed', async () => {
    const full = new Error('the disk of the catalogue is full')
    const { anAppliance, generate, machineImages } = startWorkshop({ startTask: () => Promise.reject(full) })
    await expect(generate(await anAppliance())).rejects.toBe(full)
    const [image] = await machineImages.listAll('bob', bob)
    expect(image).toMatchObject({ status: 'failed', message: expect.stringContaining('generate it again') })
  })
})

describe('a generation anew', () => {
  test('has the settings of the old one, and a revision of its own', async () => {
    const { machineImages, machineImage, path, becomes, recorded } = await doneWorkshop({ compress: false })
    const anew = await machineImages.regenerate(path, { force: false }, request(bob))
    const { id: _, revision, createdAt, updatedAt, ...settings } = machineImage
    expect(anew).toMatchObject({ ...settings, revision: revision + 1 })
    expect(anew.id).not.toBe(machineImage.id)
    await becomes(anew, 'complete')
    expect(recorded(machineImage.id)).toMatchObject({ status: 'complete' })
  })

  test('waits for the old one, unless by force, which cancels that', async () => {
    const { machineImages, path, machineImage, signal, recorded } = await busyWorkshop()
    await expect(machineImages.regenerate(path, { force: false }, request(bob))).rejects.toMatchObject({
      code: 'statusConflict',
      message: expect.stringContaining('cancel it, or use force'),
    })
    expect(signal.aborted).toBe(false)
    const anew = await machineImages.regenerate(path, { force: true }, request(bob))
    expect(signal.aborted).toBe(true)
    expect([recorded(machineImage.id)?.status, anew.status]).toStrictEqual(['cancelled', 'waiting'])
  })

  test('is begun once, however many force it at a time', async () => {
    const { machineImages, path } = await busyWorkshop()
    const force = () => machineImages.regenerate(path, { force: true }, request(bob))
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, force))
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(refusals).toStrictEqual(Array.from({ length: 7 }, () => problem('statusConflict')))
    expect(await machineImages.listAll('bob', bob)).toHaveLength(2)
  })

  test('cancels nothing when it is refused', async () => {
    const { machineImages, path, signal, shared, appliance } = await busyWorkshop()
    shared.images.kept.delete(appliance.sourceImageId)
    const anew = machineImages.regenerate(path, { force: true }, request(bob))
    await expect(anew).rejects.toEqual(problem('sourceImageUnusable'))
    expect(signal.aborted).toBe(false)
  })
})

describe('a cancellation', () => {
  test('ends the work at once, and leaves nothing of it', async () => {
    const { machineImages, path, machineImage, signal, recorded, generated, scratch } = await busyWorkshop()
    expect([generated().length, scratch.size]).toStrictEqual([1, 1])
    await machineImages.cancel(path, bob)
    expect(signal.aborted).toBe(true)
    expect(recorded(machineImage.id)).toMatchObject({ status: 'cancelled', message: 'The generation was cancelled' })
    await expect.poll(() => [generated(), scratch.size], PATIENTLY).toStrictEqual([[], 0])
    await machineImages.cancel(path, bob)
  })

  test('comes too late for what is over', async () => {
    const { machineImages, path } = await doneWorkshop()
    const message = expect.stringContaining('is complete')
    await expect(machineImages.cancel(path, bob)).rejects.toMatchObject({ code: 'generationOver', message })
  })
})

describe('a deletion', () => {
  test('takes the image with the file', async () => {
    const { machineImages, path, machineImage, generated, recorded } = await doneWorkshop()
    expect(generated()).toHaveLength(1)
    await machineImages.delete(path, bob)
    expect([generated(), recorded(machineImage.id)]).toStrictEqual([[], undefined])
  })

  test('cancels what is running', async () => {
    const { machineImages, path, signal, machineImage, generated, recorded } = await busyWorkshop()
    await machineImages.delete(path, bob)
    expect([signal.aborted, recorded(machineImage.id)]).toStrictEqual([true, undefined])
    await expect.poll(generated, PATIENTLY).toStrictEqual([])
  })

  test('finds nothing wrong with an image that is gone already', async () => {
    const { machineImages, path, machineImage, images, generated, recorded } = await doneWorkshop()
    for (const { id } of generated()) await images.delete(id, bob.caller)
    await machineImages.delete(path, bob)
    expect(recorded(machineImage.id)).toBeUndefined()
  })

  test('leaves both where the image may not be deleted', async () => {
    const { machineImages, path, machineImage, generated, recorded } = await doneWorkshop()
    const reader = { ...bob, caller: aCaller({ roles: ['reader'] }) }
    await expect(machineImages.delete(path, reader)).rejects.toEqual(problem('forbidden'))
    expect([generated().length, recorded(machineImage.id)?.status]).toStrictEqual([1, 'complete'])
  })

  test('of all of an appliance leaves those of others, and there need not be any', async () => {
    const { machineImages, appliance, anAppliance, generate, generated, becomes } = await doneWorkshop()
    const another = await anAppliance('raw')
    const kept = await generate(another, { targetFormat: 'Raw Virtual Disk' })
    await generate(appliance)
    await becomes(kept, 'complete')
    for (let times = 0; times < 2; times++) await machineImages.deleteAll('bob', appliance.id, bob)
    expect(await machineImages.listAll('bob', bob)).toMatchObject([{ id: kept.id }])
    expect(generated().filter(({ status }) => status === 'active')).toHaveLength(1)
  })

  test('of all leaves those that must not go, and says so at the end', async () => {
    const { machineImages, appliance, appliances, generate, becomes, machineImage, shared } = await doneWorkshop()
    await becomes(await generate(appliance), 'complete')
    const { imageId } = await machineImages.show(
      { userName: 'bob', applianceId: appliance.id, id: machineImage.id },
      bob,
    )
    const image = shared.images.kept.get(imageId ?? '')
    if (image) shared.images.kept.set(image.id, { ...image, protected: true })
    for (const all of [
      () => machineImages.deleteAll('bob', appliance.id, bob),
      () => appliances.delete('bob', appliance.id, { force: true }, bob),
    ]) {
      await expect(all()).rejects.toEqual(problem('imageProtected'))
      expect(await machineImages.listAll('bob', bob)).toMatchObject([{ id: machineImage.id }])
    }
  })
})

describe('machine images', () => {
  test('are seen by their user and by administrators', async () => {
    const { machineImages, appliance, machineImage, path } = await doneWorkshop()
    for (const who of [bob, root]) {
      expect(await machineImages.show(path, who)).toMatchObject({ id: machineImage.id, status: 'complete' })
      expect(await machineImages.list('bob', appliance.id, who)).toMatchObject([{ id: machineImage.id }])
      expect(await machineImages.listAll('bob', who)).toMatchObject([{ id: machineImage.id }])
    }
  })

  const EVERYTHING = [
    'show',
    'list',
    'listAll',
    'generate',
    'regenerate',
    'cancel',
    'delete',
    'deleteAll',
    'packed',
  ] as const

  /** Whatever can be asked of a machine image, by somebody. */
  function ask(
    what: (typeof EVERYTHING)[number],
    { machineImages, path }: Awaited<ReturnType<typeof doneWorkshop>>,
    who: LoggedIn,
  ): Promise<unknown> {
    const { userName, applianceId } = path
    const settings = { targetFormat: 'QCOW2', compress: true, memorySize: null, diskSize: null }
    const asking = {
      show: () => machineImages.show(path, who),
      list: () => machineImages.list(userName, applianceId, who),
      listAll: () => machineImages.listAll(userName, who),
      generate: () => machineImages.generate(userName, applianceId, settings, request(who)),
      regenerate: () => machineImages.regenerate(path, { force: true }, request(who)),
      cancel: () => machineImages.cancel(path, who),
      delete: () => machineImages.delete(path, who),
      deleteAll: () => machineImages.deleteAll(userName, applianceId, who),
      packed: () => machineImages.packed(path, undefined, who),
    }
    return asking[what]()
  }

  test.for(EVERYTHING)('are forbidden to other users: %s', async (what) => {
    const workshop = await doneWorkshop()
    await expect(ask(what, workshop, eve)).rejects.toEqual(problem('forbidden'))
    expect(workshop.generated()).toHaveLength(1)
  })

  test.for(EVERYTHING)('are not there for who has the name of a former user: %s', async (what) => {
    const workshop = await doneWorkshop()
    const newBob = { ...eve, login: { id: 'user-new', name: 'bob' } }
    const asked = ask(what, workshop, newBob)
    if (what === 'listAll') expect(await asked).toStrictEqual([])
    else await expect(asked).rejects.toMatchObject({ code: expect.stringMatching('(appliance|machineImage)NotFound') })
    expect(workshop.generated()).toHaveLength(1)
  })

  test('are not there below another appliance', async () => {
    const { machineImages, path, anAppliance } = await doneWorkshop()
    const { id: applianceId } = await anAppliance('raw')
    for (const elsewhere of [{ applianceId }, { applianceId: 999 }, { id: 999 }]) {
      const asked = machineImages.show({ ...path, ...elsewhere }, bob)
      await expect(asked).rejects.toEqual(problem('machineImageNotFound'))
    }
    await expect(machineImages.list('bob', 999, bob)).rejects.toEqual(problem('applianceNotFound'))
  })
})

describe('what is downloaded', () => {
  test('is the file, by its name or without one', async () => {
    const { machineImages, path, generated } = await doneWorkshop()
    const imageId = generated()[0]?.id
    for (const name of [undefined, 'debian_12rev1_qcow2.tar.gz']) {
      const found = { imageId, file: { name: 'debian_12rev1_qcow2.tar.gz' } }
      expect(await machineImages.packed(path, name, bob)).toMatchObject(found)
      expect(await machineImages.findPacked(path, name)).toMatchObject(found)
    }
  })

  test('has no other name', async () => {
    const { machineImages, path } = await doneWorkshop()
    const asked = machineImages.packed(path, 'other.tar.gz', bob)
    await expect(asked).rejects.toMatchObject({
      code: 'machineImageNotFound',
      message: expect.stringContaining('debian_12rev1_qcow2.tar.gz'),
    })
    expect(await machineImages.findPacked(path, 'other.tar.gz')).toBeUndefined()
  })

  test('is nothing where nothing was packed', async () => {
    const { machineImages, path, machineImage } = await doneWorkshop({ compress: false })
    await expect(machineImages.packed(path, undefined, bob)).rejects.toEqual(problem('machineImageNotPacked'))
    expect(await machineImages.findPacked(path, undefined)).toBeUndefined()
    expect(await machineImages.downloadLink(await machineImages.show(path, bob), bob)).toBeUndefined()
    expect(machineImage.compress).toBe(false)
  })

  test('is nothing before the end of the generation, nor after a cancelled one', async () => {
    const { machineImages, path } = await busyWorkshop()
    await expect(machineImages.packed(path, undefined, bob)).rejects.toEqual(problem('generationUnfinished'))
    await machineImages.cancel(path, bob)
    await expect(machineImages.packed(path, undefined, bob)).rejects.toEqual(problem('generationCancelled'))
    expect(await machineImages.downloadLink(await machineImages.show(path, bob), bob)).toBeUndefined()
    expect(await machineImages.findPacked(path, undefined)).toBeUndefined()
  })

  test('is nothing after a generation that has failed', async () => {
    const workshop = startWorkshop({ convert: () => Promise.reject(new Error('broken')) })
    const machineImage = await workshop.generate(await workshop.anAppliance(), { targetFormat: 'VHD' })
    await workshop.becomes(machineImage, 'failed')
    const asked = workshop.machineImages.packed(workshop.pathOf(machineImage), undefined, bob)
    await expect(asked).rejects.toEqual(problem('generationFailed'))
  })

  test('has one key for each reader, until that is used', async () => {
    const { machineImages, path, shared } = await doneWorkshop()
    const image = await machineImages.show(path, bob)
    const { key = '' } = (await machineImages.downloadLink(image, bob)) ?? {}
    expect(key).toMatch(/^[\da-f]{32}$/)
    expect(await machineImages.downloadLink(image, bob)).toMatchObject({ key })
    expect(await machineImages.downloadLink(image, root)).not.toMatchObject({ key })
    await shared.links.spend(key, new Date())
    const next = await machineImages.downloadLink(image, bob)
    expect(next?.key).toMatch(/^[\da-f]{32}$/)
    expect(next?.key).not.toBe(key)
  })
})
