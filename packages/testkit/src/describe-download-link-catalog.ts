import { describe } from 'vitest'
import { describeLinkClaims } from './download-link-catalog/claims.ts'
import type { ConnectLinks } from './download-link-catalog/connect.ts'
import { describeLinkDeliveries } from './download-link-catalog/deliveries.ts'
import { describeLinkRecords } from './download-link-catalog/records.ts'
import { describeLinkResumptions } from './download-link-catalog/resumptions.ts'

export type { ConnectLinks } from './download-link-catalog/connect.ts'

/** Every promise of the port. `connect` opens an empty catalogue. */
export function describeDownloadLinkCatalog(connect: ConnectLinks): void {
  describe('records of links', () => describeLinkRecords(connect))
  describe('first use', () => describeLinkClaims(connect))
  describe('deliveries', () => describeLinkDeliveries(connect))
  describe('deliveries that broke', () => describeLinkResumptions(connect))
}
