import type { CaseContext } from '../conformance-case.ts'
import { conformanceCase } from '../conformance-case.ts'
import type { OperationId } from '../spec.ts'
import { documentNameOf, OPERATIONS } from '../spec.ts'
import { answering, realUriOf, slug } from '../uforge-places.ts'
import { verifyRepresentations, verifyUnchanged, verifyUnchangedSince } from '../uforge-reads.ts'

/** The list of API keys is read with them: other cases would change it meanwhile. */
const READS = answering(304).flatMap((operation) => {
  const name = documentNameOf(operation, 200)
  return name && operation !== 'listApiKeyPairs' ? [{ operation, name }] : []
})

const needsFor = (operation: OperationId) =>
  operation === 'showServiceStatus' ? (['uforgeStatus'] as const) : (['uforge'] as const)

/** Lists that hold what other cases make, narrowed to what this one has made. */
const QUIET: Partial<Record<OperationId, (context: CaseContext) => Promise<string>>> = {
  listAppliances: async ({ resources }) => `?query=name%3D%3D'${(await resources.bareAppliance()).name}'`,
  listUserMachineImages: async ({ resources }) => `?img=${(await resources.machineImage()).dbId}`,
  listUserMachineImageStatuses: async ({ resources }) => `?img=${(await resources.machineImage()).dbId}`,
}

const quietUriOf = async (operation: OperationId, context: CaseContext): Promise<string> =>
  `${await realUriOf(operation, context)}${(await QUIET[operation]?.(context)) ?? ''}`

for (const { operation, name } of READS) {
  const { path } = OPERATIONS[operation]
  conformanceCase(
    {
      id: `uforge.read.${slug(operation)}`,
      title: `${path} says the same as XML and as JSON, under one ETag`,
      operation,
      status: 200,
      needs: needsFor(operation),
    },
    async (context) => verifyRepresentations(context, name, await quietUriOf(operation, context)),
  )

  conformanceCase(
    {
      id: `uforge.unchanged.${slug(operation)}`,
      title: `${path} is 304 to who names its ETag`,
      operation,
      status: 304,
      needs: needsFor(operation),
    },
    async (context) => verifyUnchanged(context, await quietUriOf(operation, context)),
  )
}

for (const operation of ['showAppliance', 'showInstallProfile', 'showMachineImage', 'showMachineImageStatus'] as const)
  conformanceCase(
    {
      id: `uforge.unchanged-since.${slug(operation)}`,
      title: `${OPERATIONS[operation].path} is 304 to who names its date, unless an ETag says otherwise`,
      operation,
      status: 304,
      needs: ['uforge'],
    },
    async (context) => verifyUnchangedSince(context, await realUriOf(operation, context)),
  )
