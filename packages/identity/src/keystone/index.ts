export { createKeystoneIdentity, type KeystoneOptions } from './keystone-identity.ts'
export type { ServiceLogin } from './service-login.ts'
