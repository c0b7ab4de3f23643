/** What one conversion may use up. */
export interface ConversionLimits {
  readonly seconds: number
  /** The length of the target, holes included. */
  readonly targetBytes: number
}

export interface Confinement {
  /** The command that runs `command` confined. */
  wrap(command: readonly string[]): readonly string[]
  /** What this machine does not give, for its operator. */
  readonly missing: readonly string[]
}

/**
 * Of memory that it may write to. Conversions take less than 150 MB of it, stacks included; address space would count
 * what is only reserved too, which grows with the number of processors.
 */
const MEMORY_BYTES = 1024 * 1024 * 1024

/** The first of the two limits ends a program by a signal that says why. */
const CPU_GRACE_SECONDS = 5

/** Each ends by becoming the command behind it, so that there is one process in the end, under the id of the first. */
const GUARDS = [
  { gives: 'lowest priority (nice)', command: () => ['nice', '-n', '19'] },
  {
    gives: 'limits of memory, size and time (prlimit)',
    command: ({ seconds, targetBytes }: ConversionLimits) => [
      'prlimit',
      '--core=0',
      `--data=${MEMORY_BYTES}`,
      `--fsize=${targetBytes}`,
      // Holds when nobody is left to look at the clock.
      `--cpu=${Math.ceil(seconds)}:${Math.ceil(seconds) + CPU_GRACE_SECONDS}`,
    ],
  },
  { gives: 'no network (unshare)', command: () => ['unshare', '--user', '--net'] },
  { gives: 'an end with the server (setpriv)', command: () => ['setpriv', '--pdeathsig', 'KILL'] },
] as const

/** Takes what this machine has of it, and permits: `works` tries a command out. */
export async function createConfinement(
  limits: ConversionLimits,
  works: (guard: readonly string[]) => Promise<boolean>,
): Promise<Confinement> {
  const guards = await Promise.all(
    GUARDS.map(async ({ gives, command }) => ({
      gives,
      command: command(limits),
      found: await works(command(limits)),
    })),
  )
  const taken = guards.filter(({ found }) => found).flatMap(({ command }) => command)
  return {
    wrap: (command) => [...taken, ...command],
    missing: guards.filter(({ found }) => !found).map(({ gives }) => gives),
  }
}
