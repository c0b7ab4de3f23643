import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCertificate } from './certificate.ts'
import { ConfigError } from './setting-values.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-certificate-'))
  for (const name of ['own', 'other']) {
    const { cert, private: key } = await generate([{ name: 'commonName', value: name }])
    await writeFile(join(folder, `${name}.pem`), cert)
    await writeFile(join(folder, `${name}.key`), key)
  }
})
afterAll(() => rm(folder, { recursive: true }))

const read = (certificate: string, key: string) =>
  readCertificate(
    { text: certificate && join(folder, certificate), origin: '--tls-certificate' },
    { text: key && join(folder, key), origin: '--tls-key' },
  )

describe('the certificate', () => {
  test('is read with its key, and not at all when neither is set', () => {
    expect(read('own.pem', 'own.key')?.cert.toString()).toContain('BEGIN CERTIFICATE')
    expect(read('', '')).toBeUndefined()
  })

  test.each([
    { certificate: 'own.pem', key: '', says: '--tls-certificate needs --tls-key beside it' },
    { certificate: '', key: 'own.key', says: '--tls-key needs --tls-certificate beside it' },
    { certificate: 'own.pem', key: 'other.key', says: /other\.key is not the key of .*own\.pem/ },
    { certificate: 'own.key', key: 'own.key', says: /--tls-certificate: .*own\.key is no certificate in PEM/ },
    { certificate: 'own.pem', key: 'own.pem', says: /--tls-key: .*own\.pem is no private key in PEM/ },
    { certificate: 'missing.pem', key: 'own.key', says: /--tls-certificate: .*missing\.pem cannot be read/ },
  ])('is refused as $certificate with $key, without a word of the key', ({ certificate, key, says }) => {
    expect(() => read(certificate, key)).toThrow(ConfigError)
    expect(() => read(certificate, key)).toThrow(says)
    expect(() => read(certificate, key)).not.toThrow('PRIVATE')
  })
})
