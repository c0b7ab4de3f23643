import { createRequire } from 'node:module'

/**
 * The validator compiles the pattern of each route it passes, anew for every request. Its library is told to
 * remember: without this, a request that matches the fortieth route costs twice one that matches the first.
 */
export function cachePathPatterns(): void {
  const validatorRequire = createRequire(createRequire(import.meta.url).resolve('express-openapi-validator'))
  const library = validatorRequire('path-to-regexp') as PathToRegexp
  if (library.pathToRegexp.name === cached.name) return
  const compile = library.pathToRegexp
  const known = new Map<string, unknown>()
  library.pathToRegexp = cached

  function cached(path: unknown, options?: Record<string, unknown>): unknown {
    if (typeof path !== 'string') return compile(path, options)
    const { sensitive, strict, end, trailing } = options ?? {}
    const key = [path, sensitive, strict, end, trailing].join('|')
    let pattern = known.get(key)
    if (pattern === undefined) {
      pattern = compile(path, options)
      known.set(key, pattern)
    }
    return pattern
  }
}

interface PathToRegexp {
  pathToRegexp: (path: unknown, options?: Record<string, unknown>) => unknown
}
