export { type AppDeps, createApp } from './app.ts'
export { type Certificate, createHttpServer } from './http-server.ts'
export { createMetrics, type Metrics } from './metrics.ts'
