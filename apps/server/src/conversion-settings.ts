import type { GetSetting } from './setting-sources.ts'
import { integer, MAX_TIMER_SECONDS } from './setting-values.ts'
import type { Values } from './settings.ts'

/** Where programs are where nobody says. */
const USUAL_PATH = '/usr/local/bin:/usr/bin:/bin'

export interface ConversionConfig {
  /** A path of qemu-img, or a name that is looked for. */
  readonly program: string
  /** Where it is looked for, and what confines it. */
  readonly searchPath: string
  readonly seconds: number
}

export function readConversion(get: GetSetting, environment: Values): ConversionConfig {
  return {
    program: get('qemu_img').text,
    searchPath: environment.PATH || USUAL_PATH,
    seconds: integer(get('conversion_time_limit'), 1, MAX_TIMER_SECONDS),
  }
}
