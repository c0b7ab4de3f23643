import { Problem } from '@vitrine/core'

/** Nobody learns what of it was wrong. */
export function loginRefused(): Problem {
  return new Problem(
    'loginRefused',
    'The login was refused: check who logs in, the password or secret, and the project',
  )
}
