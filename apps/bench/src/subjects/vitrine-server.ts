import { serve } from '@vitrine/server-app'

// The process that is measured: the server as anybody starts it, with all settings from the environment.
const server = await serve({ flags: {}, environment: process.env })
process.once('SIGTERM', () => server.stop('SIGTERM'))
// The bench holds the other end: should it die, this process ends as well.
process.stdin.once('close', () => server.stop('the bench is gone')).resume()
await server.stopped
process.exit()
