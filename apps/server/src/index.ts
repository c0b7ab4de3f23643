export { ConfigError } from './config.ts'
export { type RunningServer, serve } from './serve.ts'
