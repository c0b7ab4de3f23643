import { Problem } from '@vitrine/core'

/** In the same words whatever is wrong with a token: the details would help those who forge one. */
export function unauthenticated(): Problem {
  return new Problem('unauthenticated', 'The token is missing or not valid')
}
