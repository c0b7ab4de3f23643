#!/usr/bin/env node
// Plain and old-fashioned, so that an old Node gets as far as the message.
import module from 'node:module'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `vitrine needs Node 22.19 or newer, and this is ${process.version}: in a checkout, start it by npx vitrine`,
  )
  process.exit(2)
}
module.enableCompileCache()
await import('../dist/main.js')
