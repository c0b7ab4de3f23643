import { serve } from '../src/index.ts'

// What `startChild` runs: a server that says its address to its parent.
const server = await serve({ flags: JSON.parse(process.argv[2] ?? '{}'), environment: {} })
process.once('SIGTERM', () => server.stop('SIGTERM'))
process.send?.(server.url)
await server.stopped
process.disconnect()
