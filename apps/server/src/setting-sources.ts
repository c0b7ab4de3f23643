import { readConfigFile } from './config-file.ts'
import type { Sourced } from './setting-values.ts'
import { type Setting, settings, type Values } from './settings.ts'
import type { StoreOptions } from './store-settings.ts'

/** Where settings come from, the strongest first. */
export interface Sources {
  readonly flags: Values
  readonly environment: Values
  readonly file?: string | undefined
}

export type GetSetting = (name: SettingName) => Sourced

/** What the sources say of each setting, and what only the file can say, not looked into yet. */
export interface ReadSources {
  readonly get: GetSetting
  readonly keystone: Values
  readonly storeOptions: StoreOptions
}

type SettingName = (typeof settings)[number]['name']

export function readSources({ flags, environment, file: path }: Sources): ReadSources {
  const file = path === undefined ? { values: {}, keystone: {}, storeOptions: {} } : readConfigFile(path)
  const read = ({ name, flag, environment: variable, defaultValue }: Setting): Sourced => {
    const candidates: Array<[string | undefined, string]> = [
      [flags[name], flag],
      [environment[variable], variable],
      [file.values[name], `${name} in ${path}`],
      [defaultValue, name],
    ]
    const [text = '', origin = name] = candidates.find(([value]) => value !== undefined) ?? []
    return { text, origin }
  }
  const values = Object.fromEntries(settings.map((setting) => [setting.name, read(setting)]))
  return {
    get: (name) => values[name] ?? { text: '', origin: name },
    keystone: file.keystone,
    storeOptions: { origin: `store_options in ${path}`, stores: file.storeOptions },
  }
}
