import { expect, test } from 'vitest'
import { useFresh } from '../fresh.ts'
import { countTrue, times } from '../image-catalog/connect.ts'
import { at } from '../task-catalog/connect.ts'
import {
  ALICE,
  BOB,
  buildNewMachineImage,
  type ConnectMachineImages,
  idsOf,
  insertAppliance,
  insertMachineImage,
  insertRunning,
  LATER_BOB,
} from './connect.ts'

export function describeMachineImages(connect: ConnectMachineImages): void {
  const fresh = useFresh(connect)
  const catalog = () => fresh.catalog.machineImages
  const revisionsOf = async (id: number) =>
    (await catalog().listMachineImages('bob', id)).map(({ revision }) => revision)

  test.for([{}, { compress: false, memorySize: null, diskSize: null }])(
    'a machine image waits, and is found as it was inserted: %o',
    async (overrides) => {
      const wanted = buildNewMachineImage(await insertAppliance(catalog()), overrides)
      const image = await catalog().insertMachineImage(wanted)
      expect(image).toStrictEqual({
        ...wanted,
        id: expect.any(Number),
        revision: 1,
        status: 'waiting',
        percentage: 0,
        message: '',
        imageId: null,
        file: null,
        updatedAt: wanted.createdAt,
      })
      expect(await catalog().findMachineImage('bob', image?.id ?? 0)).toStrictEqual(image)
      expect(await catalog().listMachineImages('bob')).toStrictEqual([image])
    },
  )

  test('what an appliance is called later does not change what was generated of it', async () => {
    const appliance = await insertAppliance(catalog())
    const image = await insertMachineImage(catalog(), appliance, { name: 'then', version: '0.9' })
    await catalog().setOsProfile('bob', appliance.id, 'Server', at(5))
    expect(await catalog().findMachineImage('bob', image.id)).toStrictEqual(image)
    expect(image).toMatchObject({ name: 'then', version: '0.9' })
  })

  test('revisions of an appliance count from 1, and those of another are its own', async () => {
    const [first, second] = [await insertAppliance(catalog()), await insertAppliance(catalog())]
    for (const appliance of [first, second, first, first]) await insertMachineImage(catalog(), appliance)
    expect(await revisionsOf(first.id)).toStrictEqual([1, 2, 3])
    expect(await revisionsOf(second.id)).toStrictEqual([1])
  })

  test('the revision of a deleted machine image is not used again, nor is its id', async () => {
    const appliance = await insertAppliance(catalog())
    await insertMachineImage(catalog(), appliance)
    const { id, revision } = await insertMachineImage(catalog(), appliance)
    await catalog().deleteMachineImage(id)
    const next = await insertMachineImage(catalog(), appliance)
    expect(next.revision).toBe(revision + 1)
    expect(next.id).toBeGreaterThan(id)
  })

  test('of 50 that are generated of an appliance at once, each has a revision and an id of its own', async () => {
    const appliance = await insertAppliance(catalog())
    const images = await Promise.all(times(50, () => insertMachineImage(catalog(), appliance)))
    expect(new Set(idsOf(images)).size).toBe(50)
    expect(await revisionsOf(appliance.id)).toStrictEqual(times(50, (index) => index + 1))
  })

  test('an appliance does not change when something is generated of it', async () => {
    const appliance = await insertAppliance(catalog())
    await insertMachineImage(catalog(), appliance)
    expect(await catalog().findAppliance('bob', appliance.id)).toStrictEqual(appliance)
  })

  test('machine images of a user are listed in the order of their ids: all, or those of an appliance', async () => {
    const [first, second] = [await insertAppliance(catalog()), await insertAppliance(catalog())]
    const alices = await insertAppliance(catalog(), { user: ALICE })
    const images = []
    for (const [appliance, seconds] of [
      [first, 3],
      [second, 2],
      [alices, 4],
      [first, 1],
    ] as const) {
      images.push(await insertMachineImage(catalog(), appliance, { createdAt: at(seconds) }))
    }
    const [one, two, three, four] = images
    expect(await catalog().listMachineImages('bob')).toStrictEqual([one, two, four])
    expect(await catalog().listMachineImages('bob', first.id)).toStrictEqual([one, four])
    expect(await catalog().listMachineImages('alice')).toStrictEqual([three])
    expect(await catalog().listMachineImages('bob', alices.id)).toStrictEqual([])
    expect(await catalog().listMachineImages('bob', 0)).toStrictEqual([])
  })

  test('a machine image of somebody else, or of nobody, is not found', async () => {
    const { id } = await insertMachineImage(catalog(), await insertAppliance(catalog()))
    expect(await catalog().findMachineImage('alice', id)).toBeUndefined()
    expect(await catalog().findMachineImage('bob', id + 1)).toBeUndefined()
  })

  test('users that had a name one after the other are told apart by their ids', async () => {
    for (const user of [BOB, LATER_BOB]) {
      await insertMachineImage(catalog(), await insertAppliance(catalog(), { user }))
    }
    const found = await catalog().listMachineImages('bob')
    expect(found.map(({ user }) => user)).toStrictEqual([BOB, LATER_BOB])
  })

  test('a machine image is deleted once, and alone', async () => {
    const appliance = await insertAppliance(catalog())
    const [doomed, other] = [
      await insertMachineImage(catalog(), appliance),
      await insertMachineImage(catalog(), appliance),
    ]
    expect(countTrue(await Promise.all(times(20, () => catalog().deleteMachineImage(doomed.id))))).toBe(1)
    expect(await catalog().listMachineImages('bob')).toStrictEqual([other])
    expect(await catalog().findAppliance('bob', appliance.id)).toStrictEqual(appliance)
  })

  test('those that wait or are generated are listed for all users, and none that is over', async () => {
    const running = await insertRunning(catalog())
    const waiting = await insertMachineImage(catalog(), await insertAppliance(catalog(), { user: ALICE }))
    for (const status of ['failed', 'cancelled'] as const) {
      await catalog().endGeneration((await insertRunning(catalog())).id, status, '', at(3))
    }
    expect(await catalog().listGenerating()).toStrictEqual([running, waiting])
  })
}
