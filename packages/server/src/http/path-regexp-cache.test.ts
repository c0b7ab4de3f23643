import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { cachePathPatterns } from './path-regexp-cache.ts'

test('the library that the validator resolves compiles a pattern once', () => {
  cachePathPatterns()
  cachePathPatterns()
  const validatorRequire = createRequire(createRequire(import.meta.url).resolve('express-openapi-validator'))
  const { pathToRegexp } = validatorRequire('path-to-regexp')
  const first = pathToRegexp('/v2/images/:image_id', { sensitive: true })
  expect(pathToRegexp('/v2/images/:image_id', { sensitive: true })).toBe(first)
  expect(pathToRegexp('/v2/images/:image_id', { sensitive: false })).not.toBe(first)
  expect(pathToRegexp('/v2/images', { sensitive: true })).not.toBe(first)
  expect(first.regexp.exec('/v2/images/x')?.[1]).toBe('x')
})
