import type { Appliance, GenerationStatus, MachineImage, MachineImageCatalog } from '../src/index.ts'

/** Appliances and machine images in memory. `machineImages` has what is recorded, by id. */
export function createMemoryMachineImages() {
  const appliances = new Map<number, Appliance & { revisions: number }>()
  const machineImages = new Map<number, MachineImage>()
  let lastId = 0
  const isUnfinished = ({ status }: MachineImage) => status === 'waiting' || status === 'running'
  const ofUser = (userName: string) => [...appliances.values()].filter(({ user }) => user.name === userName)
  const generatedOf = (applianceId: number) =>
    [...machineImages.values()].filter((image) => image.applianceId === applianceId)

  function change(id: number, from: readonly GenerationStatus[], changes: Partial<MachineImage>): boolean {
    const image = machineImages.get(id)
    if (image === undefined || !from.includes(image.status)) return false
    machineImages.set(id, { ...image, ...changes })
    return true
  }

  const catalog: MachineImageCatalog = {
    async insertAppliance(wanted) {
      const appliance = { ...wanted, id: ++lastId, updatedAt: wanted.createdAt }
      appliances.set(appliance.id, { ...appliance, revisions: 0 })
      return appliance
    },
    findAppliance: async (userName, id) => ofUser(userName).find((appliance) => appliance.id === id),
    listAppliances: async (userName) => ofUser(userName),
    async setOsProfile(_, id, osProfile, updatedAt) {
      const appliance = appliances.get(id)
      if (appliance) appliances.set(id, { ...appliance, osProfile, updatedAt })
      return appliances.get(id)
    },
    async deleteAppliance(_, id) {
      if (generatedOf(id).some(isUnfinished)) return false
      for (const image of generatedOf(id)) machineImages.delete(image.id)
      return appliances.delete(id)
    },
    async insertMachineImage(wanted) {
      const appliance = appliances.get(wanted.applianceId)
      if (appliance === undefined) return undefined
      const revision = ++appliance.revisions
      const fresh = { status: 'waiting', percentage: 0, message: '', imageId: null, file: null } as const
      const image: MachineImage = { ...wanted, ...fresh, id: ++lastId, revision, updatedAt: wanted.createdAt }
      machineImages.set(image.id, image)
      return image
    },
    async findMachineImage(userName, id) {
      const image = machineImages.get(id)
      return image?.user.name === userName ? image : undefined
    },
    listMachineImages: async (userName, applianceId) =>
      [...machineImages.values()].filter(
        (image) => image.user.name === userName && (applianceId === undefined || image.applianceId === applianceId),
      ),
    listGenerating: async () => [...machineImages.values()].filter(isUnfinished),
    deleteMachineImage: async (id) => machineImages.delete(id),
    beginGeneration: async (id) => change(id, ['waiting', 'running'], { status: 'running' }),
    reportProgress: async (id, percentage, message) => change(id, ['running'], { percentage, message }),
    setImage: async (id, imageId) => change(id, ['running'], { imageId }),
    completeGeneration: async (id, imageId, file) =>
      machineImages.get(id)?.imageId === imageId &&
      change(id, ['running'], { status: 'complete', percentage: 100, file }),
    endGeneration: async (id, status, message) => change(id, ['waiting', 'running'], { status, message }),
  }
  return { catalog, machineImages }
}
