import { readConfigFile } from './config-file.ts'
import type { Sourced } from './setting-values.ts'
import { type Setting, settings, type Values } from './settings.ts'

/** Where settings come from, the strongest first. */
export interface Sources {
  readonly flags: Values
  readonly environment: Values
  readonly file?: string | undefined
}

export type GetSetting = (name: SettingName) => Sourced

type SettingName = (typeof settings)[number]['name']

/** What the sources say of each setting, not looked into yet. */
export function readSources({ flags, environment, file: path }: Sources): { get: GetSetting; keystone: Values } {
  const file = path === undefined ? { values: {}, keystone: {} } : readConfigFile(path)
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
  return { get: (name) => values[name] ?? { text: '', origin: name }, keystone: file.keystone }
}
