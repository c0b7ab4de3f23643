export { type AppDeps, createApp } from './app.ts'
export { createHttpServer } from './http-server.ts'
export { createMetrics, type Metrics } from './metrics.ts'
