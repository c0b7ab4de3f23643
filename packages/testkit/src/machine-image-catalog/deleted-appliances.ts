import { expect, test } from 'vitest'
import { useFresh } from '../fresh.ts'
import { countTrue, times } from '../image-catalog/connect.ts'
import { at } from '../task-catalog/connect.ts'
import {
  buildMachineImageFile,
  buildNewMachineImage,
  type ConnectMachineImages,
  insertAppliance,
  insertMachineImage,
} from './connect.ts'

export function describeDeletedAppliances(connect: ConnectMachineImages): void {
  const fresh = useFresh(connect)
  const catalog = () => fresh.catalog.machineImages

  test('an appliance is deleted with all of its machine images, and alone', async () => {
    const [doomed, other] = [await insertAppliance(catalog()), await insertAppliance(catalog())]
    const kept = await insertMachineImage(catalog(), other)
    for (const status of ['failed', 'cancelled'] as const) {
      const { id } = await insertMachineImage(catalog(), doomed)
      await catalog().endGeneration(id, status, '', at(2))
    }
    const complete = await insertMachineImage(catalog(), doomed)
    await catalog().beginGeneration(complete.id, at(2))
    await catalog().setImage(complete.id, 'image-1', at(2))
    await catalog().completeGeneration(complete.id, 'image-1', buildMachineImageFile(), at(2))

    expect(await catalog().deleteAppliance('bob', doomed.id)).toBe(true)
    expect(await catalog().listAppliances('bob')).toStrictEqual([other])
    expect(await catalog().listMachineImages('bob')).toStrictEqual([kept])
    expect(await catalog().findMachineImage('bob', complete.id)).toBeUndefined()
  })

  test('of 20 that delete an appliance at once, one does', async () => {
    const { id } = await insertAppliance(catalog())
    expect(countTrue(await Promise.all(times(20, () => catalog().deleteAppliance('bob', id))))).toBe(1)
  })

  test.for(['waiting', 'running'])('an appliance is kept while one of its machine images is %s', async (status) => {
    const appliance = await insertAppliance(catalog())
    const { id } = await insertMachineImage(catalog(), appliance)
    const over = await insertMachineImage(catalog(), appliance)
    await catalog().endGeneration(over.id, 'failed', '', at(2))
    if (status === 'running') await catalog().beginGeneration(id, at(2))

    expect(await catalog().deleteAppliance('bob', appliance.id)).toBe(false)
    expect(await catalog().findAppliance('bob', appliance.id)).toStrictEqual(appliance)
    expect(await catalog().listMachineImages('bob')).toMatchObject([{ id, status }, { id: over.id }])

    await catalog().endGeneration(id, 'cancelled', '', at(3))
    expect(await catalog().deleteAppliance('bob', appliance.id)).toBe(true)
  })

  test('what another appliance has generated keeps none', async () => {
    const [idle, busy] = [await insertAppliance(catalog()), await insertAppliance(catalog())]
    await insertMachineImage(catalog(), busy)
    expect(await catalog().deleteAppliance('bob', idle.id)).toBe(true)
  })

  test('of an appliance that is gone nothing is generated', async () => {
    const appliance = await insertAppliance(catalog())
    await catalog().deleteAppliance('bob', appliance.id)
    expect(await catalog().insertMachineImage(buildNewMachineImage(appliance))).toBeUndefined()
    expect(await catalog().listMachineImages('bob')).toStrictEqual([])
  })

  test('when an appliance is deleted while one is to be generated of it, one of both happens', async () => {
    const appliances = await Promise.all(times(20, () => insertAppliance(catalog())))
    for (const appliance of appliances) {
      const [isDeleted, image] = await Promise.all([
        catalog().deleteAppliance('bob', appliance.id),
        catalog().insertMachineImage(buildNewMachineImage(appliance)),
      ])
      expect(image === undefined).toBe(isDeleted)
    }
  })
}
