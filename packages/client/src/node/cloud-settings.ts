/** The settings of a cloud cannot be used. Says where they stand and which one it is, never a value. */
export class CloudError extends Error {
  override readonly name = 'CloudError'
}

/** What is written down about a cloud, under whichever of several names. */
export interface CloudSettings {
  get(...keys: string[]): string | undefined
  /** The same, but it has to be there; the complaint names the first key. */
  need(...keys: [string, ...string[]]): string
  flag(key: string): boolean | undefined
  /** An error that says what is wrong with the setting. */
  wrong(key: string, why: string): CloudError
}

interface Origin {
  readonly what: string
  nameOf(key: string): string
}

export function createSettings(values: Readonly<Record<string, unknown>>, { what, nameOf }: Origin): CloudSettings {
  const texts = new Map<string, string>()
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === 'string' && value !== '') texts.set(key.replaceAll('-', '_'), value)
  }
  const get = (...keys: string[]) => keys.map((key) => texts.get(key)).find((value) => value !== undefined)
  const wrong = (key: string, why: string) => new CloudError(`${what}: ${nameOf(key)} ${why}`)
  return {
    get,
    need: (...keys) => {
      const value = get(...keys)
      if (value === undefined) throw wrong(keys[0], 'is missing')
      return value
    },
    flag: (key) => {
      const value = get(key)?.toLowerCase()
      if (value !== undefined && !FLAGS.has(value)) throw wrong(key, 'is neither true nor false')
      return value === undefined ? undefined : FLAGS.get(value)
    },
    wrong,
  }
}

/** As YAML 1.1 has them, which is what other readers of these files go by. */
const FLAGS = new Map([
  ...['true', 'yes', 'on', '1'].map((text) => [text, true] as const),
  ...['false', 'no', 'off', '0'].map((text) => [text, false] as const),
])
