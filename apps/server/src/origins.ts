import { isIP } from 'node:net'
import { ConfigError, list, type Sourced } from './setting-values.ts'

/** Origins as browsers send them: scheme, host and port, no path. */
export function readOrigins(setting: Sourced): string[] {
  return list(setting).map((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '')) return url.origin
    throw new ConfigError(`${setting.origin} must be origins such as https://console.example, not '${text}'`)
  })
}

/** Addresses, and networks such as 10.0.0.0/8. */
export function readProxies(setting: Sourced): string[] {
  return list(setting).map((text) => {
    const [, address = '', bits = '0'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
    const version = isIP(address)
    if (version !== 0 && Number(bits) <= (version === 4 ? 32 : 128)) return text
    throw new ConfigError(`${setting.origin} must be addresses or networks such as 10.0.0.0/8, not '${text}'`)
  })
}

/** Hosts and ports to fetch from, as URLs have them: an address that is written in another way would never match. */
export function readFetchAllow(setting: Sourced): string[] {
  return list(setting).map((text) => {
    const [, host = '', port = ''] = /^(\[[\da-f:.]+\]|[\w.-]*\w):([1-9]\d*)$/.exec(text.toLowerCase()) ?? []
    if (URL.parse(`http://${host}:${port}`)?.hostname === host) return `${host}:${port}`
    const shown = text.replace(/^.*@/s, '***@')
    throw new ConfigError(`${setting.origin} must be HOST:PORT such as images.lab:8080, not '${shown}'`)
  })
}
