import { afterAll, describe, expect, test } from 'vitest'
import { aCaller, PATIENTLY } from '../../test/builders.ts'
import { bob, digests, endlessConversion, eve, root, startWorkshop } from '../../test/workshop.ts'
import type { Image } from '../images/image.ts'
import type { LoggedIn } from './user-access.ts'

afterAll(() => digests.close())

const problem = (code: string) => expect.objectContaining({ code })
const wanted = { name: 'debian', version: '12', description: 'a base', archName: null }

describe('a new appliance', () => {
  test('is made of an image that its user may download', async () => {
    const { appliances, anActiveImage } = startWorkshop()
    const { id: sourceImageId } = await anActiveImage('qcow2', { properties: { architecture: 'x86_64' } })
    const appliance = await appliances.create('bob', { ...wanted, sourceImageId }, bob)
    expect(appliance).toMatchObject({
      ...wanted,
      uuid: expect.stringMatching(/^[\da-f-]{36}$/),
      user: { id: 'user-a', name: 'bob' },
      projectId: 'project-a',
      sourceImageId,
      distributionName: 'debian of qcow2',
      archName: 'x86_64',
      osProfile: null,
    })
    expect(await appliances.show('bob', appliance.id, bob)).toMatchObject(appliance)
  })

  test('has the architecture that is said of it', async () => {
    const { appliances, anActiveImage } = startWorkshop()
    const { id: sourceImageId } = await anActiveImage('raw', { properties: { architecture: 'x86_64' } })
    const said = { ...wanted, sourceImageId, archName: 'i386' }
    expect(await appliances.create('bob', said, bob)).toMatchObject({ archName: 'i386' })
  })

  test.for<[string, Partial<Image>]>([
    ['is missing', { id: '7b97f37c-0000-0000-0000-000000000000', deletedAt: new Date() }],
    ["is another project's", { owner: 'project-z', visibility: 'private' }],
    ['has no data', { status: 'queued', data: null }],
    ['is packed', { containerFormat: 'compressed' }],
    ['is of a format that nothing is converted from', { diskFormat: 'iso' }],
  ])('is refused when its image %s, in words that lead on', async ([_, changes]) => {
    const { appliances, anActiveImage } = startWorkshop()
    const { id: sourceImageId } = await anActiveImage('raw', changes)
    const message = expect.stringMatching(`${sourceImageId} is no source .* Take an image`)
    const creating = appliances.create('bob', { ...wanted, sourceImageId }, bob)
    await expect(creating).rejects.toMatchObject({ code: 'sourceImageUnusable', message })
    expect(await appliances.list('bob', bob)).toStrictEqual([])
  })

  test.for<[string, Partial<Image>, LoggedIn]>([
    ['from a deactivated image', { status: 'deactivated' }, bob],
    ['by who may not make images', {}, { ...bob, caller: aCaller({ roles: ['reader'] }) }],
    ['by who may not, an administrator, for another user', {}, root],
    ['by who is another user', {}, eve],
  ])('is forbidden %s', async ([_, changes, who]) => {
    const { appliances, anActiveImage } = startWorkshop()
    const { id: sourceImageId } = await anActiveImage('raw', changes)
    await expect(appliances.create('bob', { ...wanted, sourceImageId }, who)).rejects.toEqual(problem('forbidden'))
  })

  test('is forbidden where a rule keeps its image from being downloaded', async () => {
    const { appliances, anActiveImage } = startWorkshop({ rules: { download_image: 'role:downloader' } })
    const { id: sourceImageId } = await anActiveImage('raw')
    await expect(appliances.create('bob', { ...wanted, sourceImageId }, bob)).rejects.toEqual(problem('forbidden'))
  })
})

describe('appliances', () => {
  test('are seen by their user and by administrators; others are told nothing of them', async () => {
    const { appliances, anAppliance } = startWorkshop()
    const { id } = await anAppliance()
    for (const who of [bob, root]) {
      expect(await appliances.list('bob', who)).toMatchObject([{ id }])
      expect(await appliances.show('bob', id, who)).toMatchObject({ id })
    }
    for (const [user, name] of [
      [eve, 'bob'],
      [eve, 'nobody'],
    ] as const) {
      const message = `Below 'users/${name}' the user and administrators have access to this`
      const refusal = expect.objectContaining({ code: 'forbidden', message })
      await expect(appliances.list(name, user)).rejects.toEqual(refusal)
      await expect(appliances.show(name, id, user)).rejects.toEqual(refusal)
      await expect(appliances.setOsProfile(name, id, 'Minimal', user)).rejects.toEqual(refusal)
      await expect(appliances.delete(name, id, { force: true }, user)).rejects.toEqual(refusal)
    }
  })

  test('are not there below another name, nor for who has the name of a former user', async () => {
    const { appliances, anAppliance } = startWorkshop()
    const { id } = await anAppliance()
    const newBob = { ...eve, login: { id: 'user-new', name: 'bob' } }
    for (const [name, who] of [
      ['eve', eve],
      ['bob', newBob],
    ] as const) {
      expect(await appliances.list(name, who)).toStrictEqual([])
      await expect(appliances.show(name, id, who)).rejects.toEqual(problem('applianceNotFound'))
      await expect(appliances.setOsProfile(name, id, 'Minimal', who)).rejects.toEqual(problem('applianceNotFound'))
      await expect(appliances.delete(name, id, { force: false }, who)).rejects.toEqual(problem('applianceNotFound'))
    }
    expect(await appliances.show('bob', id, bob)).toMatchObject({ id, osProfile: 'Minimal' })
  })
})

describe('the end of an appliance', () => {
  test('is that of its machine images, with their files', async () => {
    const { appliances, anAppliance, generate, becomes, recorded, generated } = startWorkshop()
    const appliance = await anAppliance()
    const machineImage = await generate(appliance)
    await becomes(machineImage, 'complete')
    expect(generated()).toMatchObject([{ status: 'active' }])
    await appliances.delete('bob', appliance.id, { force: false }, bob)
    await expect(appliances.show('bob', appliance.id, bob)).rejects.toEqual(problem('applianceNotFound'))
    expect([recorded(machineImage.id), generated()]).toStrictEqual([undefined, []])
  })

  test('waits for running generations, unless by force', async () => {
    const { convert, begun } = endlessConversion()
    const { appliances, anAppliance, generate, recorded, generated, catalog } = startWorkshop({ convert })
    const appliance = await anAppliance()
    const { id } = await generate(appliance, { targetFormat: 'VHD' })
    const signal = await begun
    const deleting = (force: boolean) => appliances.delete('bob', appliance.id, { force }, bob)
    const message = expect.stringContaining('cancel that, or use force')
    await expect(deleting(false)).rejects.toMatchObject({ code: 'statusConflict', message })
    expect([signal.aborted, recorded(id)?.status]).toStrictEqual([false, 'running'])
    await deleting(true)
    expect([signal.aborted, recorded(id)]).toStrictEqual([true, undefined])
    expect(await catalog.findAppliance('bob', appliance.id)).toBeUndefined()
    await expect.poll(generated, PATIENTLY).toStrictEqual([])
  })

  test('comes to nothing when something was begun meanwhile', async () => {
    const { appliances, anAppliance } = startWorkshop({ catalog: { deleteAppliance: async () => false } })
    const { id } = await anAppliance()
    await expect(appliances.delete('bob', id, { force: false }, bob)).rejects.toEqual(problem('statusConflict'))
  })

  test('comes to nothing when a file may not be deleted', async () => {
    const { shared, appliances, anAppliance, generate, becomes, generated, recorded } = startWorkshop()
    const { id } = await anAppliance()
    const machineImage = await generate({ id })
    await becomes(machineImage, 'complete')
    for (const image of generated()) shared.images.kept.set(image.id, { ...image, protected: true })
    await expect(appliances.delete('bob', id, { force: false }, bob)).rejects.toEqual(problem('imageProtected'))
    expect(recorded(machineImage.id)).toMatchObject({ status: 'complete' })
    expect(await appliances.show('bob', id, bob)).toMatchObject({ id })
  })
})
