export { ConfigError } from './config.ts'
export { type RunningServer, serve } from './serve.ts'
export { type Setting, settings } from './settings.ts'
