import { randomUUID } from 'node:crypto'
import type { ImageAttributes, ImageData, ImageLocation, NewImage, StoredBlob } from '@vitrine/core'

export function buildImageAttributes(overrides: Partial<ImageAttributes> = {}): ImageAttributes {
  return {
    name: 'debian-13',
    visibility: 'shared',
    owner: 'project-1',
    protected: false,
    hidden: false,
    diskFormat: 'qcow2',
    containerFormat: 'bare',
    minDisk: 10,
    minRam: 512,
    tags: ['linux', 'stable'],
    properties: { architecture: 'x86_64', os_distro: 'debian' },
    ...overrides,
  }
}

export function buildNewImage(overrides: Partial<NewImage> = {}): NewImage {
  return { id: randomUUID(), createdAt: new Date('2026-01-02T03:04:05.678Z'), ...buildImageAttributes(), ...overrides }
}

export function buildImageData(overrides: Partial<ImageData> = {}): ImageData {
  return {
    locations: [buildLocation()],
    size: 3,
    checksum: '900150983cd24fb0d6963f7d28e17f72',
    hashAlgorithm: 'sha512',
    hashValue: 'ddaf35a193617abacc417349ae204131'.repeat(4),
    virtualSize: 10_737_418_240,
    ...overrides,
  }
}

export function buildLocation(overrides: Partial<ImageLocation> = {}): ImageLocation {
  return { ...buildBlob(), metadata: {}, ...overrides }
}

export function buildBlob(key: string = randomUUID()): StoredBlob {
  return { store: 'file', key }
}

export function buildImageDataAt(key: string): ImageData {
  return buildImageData({ locations: [buildLocation({ key })] })
}

/** Of the data of an upload, which is in one place. */
export function keyOf({ locations: [only] }: ImageData): string {
  if (!only) throw new Error('Data without a place')
  return only.key
}
