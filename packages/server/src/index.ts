export { type AppDeps, createApp, type RefusalLimits } from './app.ts'
export { type Certificate, createHttpServer } from './http-server.ts'
export { createMetrics, type Metrics } from './metrics.ts'
