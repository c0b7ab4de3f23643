/** Bodies of logins by the users of `startIdentityService`. */
export const LOGIN = '/identity/v3/auth/tokens'
export const DEFAULT = { id: 'default' }
export const PASSWORD = 'password of demo'
export const DEMO = { name: 'demo', domain: DEFAULT, password: PASSWORD }
export const KITCHEN = { project: { name: 'kitchen', domain: DEFAULT } }

export const byPassword = (user: object = DEMO) => ({ methods: ['password'], password: { user } })
export const byToken = (id: string) => ({ methods: ['token'], token: { id } })
export const byCredential = (credential: object) => ({
  methods: ['application_credential'],
  application_credential: credential,
})
