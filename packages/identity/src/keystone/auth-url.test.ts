import { expect, test } from 'vitest'
import { v3Url } from './auth-url.ts'

test.for([
  ['http://10.0.0.1:5000', 'http://10.0.0.1:5000/v3'],
  ['http://10.0.0.1:5000/', 'http://10.0.0.1:5000/v3'],
  ['http://10.0.0.1:5000/v3', 'http://10.0.0.1:5000/v3'],
  ['http://10.0.0.1:5000/v3//', 'http://10.0.0.1:5000/v3'],
  ['https://cloud.example/identity', 'https://cloud.example/identity/v3'],
  ['https://cloud.example/identity/v3/', 'https://cloud.example/identity/v3'],
  ['https://user:secret@cloud.example/v3?a=b#c', 'https://cloud.example/v3'],
] as const)('%s means %s', ([authUrl, url]) => {
  expect(v3Url(authUrl).href).toBe(url)
})
