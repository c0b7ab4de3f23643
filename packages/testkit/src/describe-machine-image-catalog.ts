import { describe } from 'vitest'
import { describeAppliances } from './machine-image-catalog/appliances.ts'
import type { ConnectMachineImages } from './machine-image-catalog/connect.ts'
import { describeDeletedAppliances } from './machine-image-catalog/deleted-appliances.ts'
import { describeGenerations } from './machine-image-catalog/generations.ts'
import { describeMachineImages } from './machine-image-catalog/machine-images.ts'

export type { ConnectMachineImages } from './machine-image-catalog/connect.ts'

/** Every promise of the port. `connect` opens an empty catalogue. */
export function describeMachineImageCatalog(connect: ConnectMachineImages): void {
  describe('appliances', () => describeAppliances(connect))
  describe('deleted appliances', () => describeDeletedAppliances(connect))
  describe('machine images', () => describeMachineImages(connect))
  describe('generations', () => describeGenerations(connect))
}
