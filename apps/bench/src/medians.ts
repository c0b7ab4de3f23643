/** The middle of the values, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  if (upper === undefined || lower === undefined) throw new RangeError('There is no median of nothing')
  return (upper + lower) / 2
}

/** What so many percent of the values are not above. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.ceil((sorted.length * percent) / 100) - 1]
  if (value === undefined) throw new RangeError('There is no percentile of nothing')
  return value
}

/** Pair by pair, because what disturbs the machine disturbs neighbours in time alike. */
export function medianRatio(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((value, index) => value / (theirs[index] ?? Number.NaN)))
}

/**
 * Measures the parties in turns: A B C, A B C, … A first round warms everybody up and is not counted.
 * Each party's samples come in the order of the rounds.
 */
export async function interleave<Party extends string>(
  parties: Partial<Record<Party, () => Promise<number>>>,
  { runs, onRound }: { runs: number; onRound?: (round: number, values: Readonly<Record<Party, number>>) => void },
): Promise<Record<Party, number[]>> {
  const entries = Object.entries(parties) as Array<[Party, (() => Promise<number>) | undefined]>
  const samples = Object.fromEntries(entries.map(([party]) => [party, [] as number[]])) as Record<Party, number[]>
  for (let round = 0; round <= runs; round++) {
    const values = {} as Record<Party, number>
    for (const [party, measure] of entries) if (measure) values[party] = await measure()
    onRound?.(round, values)
    if (round > 0) for (const [party] of entries) if (party in values) samples[party].push(values[party])
  }
  return samples
}
