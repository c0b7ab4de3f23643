import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Certificate } from '@vitrine/server'
import { ConfigError, type Sourced } from './setting-values.ts'

/** The certificate to serve with; undefined without TLS. Throws `ConfigError` unless both files are there and fit. */
export function readCertificate(certificate: Sourced, key: Sourced): Certificate | undefined {
  if (certificate.text === '' && key.text === '') return undefined
  for (const [missing, given] of [
    [certificate, key],
    [key, certificate],
  ] as const) {
    if (missing.text === '') throw new ConfigError(`${given.origin} needs ${missing.origin} beside it`)
  }
  const pem = { cert: read(certificate), key: read(key) }
  // The first certificate of a chain is the server's own.
  const own = attempt(certificate, 'is no certificate in PEM', () => new X509Certificate(pem.cert))
  const secret = attempt(key, 'is no private key in PEM without passphrase', () => createPrivateKey(pem.key))
  if (!own.checkPrivateKey(secret)) throw new ConfigError(`${key.text} is not the key of ${certificate.text}`)
  return pem
}

function read(file: Sourced): Buffer {
  return attempt(file, 'cannot be read', () => readFileSync(file.text))
}

function attempt<T>({ text, origin }: Sourced, otherwise: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    const reason = error instanceof Error ? error.message : error
    throw new ConfigError(`${origin}: ${text} ${otherwise} (${reason})`, { cause: error })
  }
}
