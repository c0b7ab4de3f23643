import type { Capabilities } from './capabilities.ts'
import type { CaseResult, RunResult } from './result.ts'
import { createResult } from './result.ts'
import type { Outcome } from './status.ts'

/** Makers of things for the tests of this app. */

export const someCapabilities = (overrides: Partial<Capabilities> = {}): Capabilities => ({
  profile: 'openstack',
  imageApi: true,
  version: 'v2.17',
  versions: ['v2.17'],
  authentication: true,
  readOnly: undefined,
  publishes: false,
  administrator: false,
  stores: [],
  importMethods: [],
  otherCaller: false,
  otherAccount: false,
  inspectsFormats: true,
  showsLocations: false,
  v1: false,
  tasks: false,
  identity: false,
  login: false,
  servesUForge: false,
  noUForgeAccount: undefined,
  tellsAccountsApart: false,
  administersUForge: false,
  ...overrides,
})

let count = 0

export const someCase = (outcome: Outcome, overrides: Partial<CaseResult> = {}): CaseResult => {
  count += 1
  return {
    definition: { id: `area.case-${count}`, title: 'A title', operation: 'showImage', status: 200 },
    outcome,
    differences: [],
    exchanges: [],
    milliseconds: 5,
    ...overrides,
  }
}

export const someResult = (cases: readonly CaseResult[], overrides: Partial<RunResult> = {}): RunResult => ({
  ...createResult({
    url: 'http://127.0.0.1:9292',
    startedAt: '2026-03-01T12:00:00.000Z',
    milliseconds: 1500,
    capabilities: someCapabilities(),
    interrupted: false,
    faults: [],
    cases,
  }),
  ...overrides,
})
