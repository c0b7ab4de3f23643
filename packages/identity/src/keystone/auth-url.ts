/** The root of Identity v3: people write `OS_AUTH_URL` with and without `/v3`, with and without a slash at the end. */
export function v3Url(authUrl: string): URL {
  const { origin, pathname } = new URL(authUrl)
  return new URL(`${pathname.replace(/\/+$/, '').replace(/\/v3$/, '')}/v3`, origin)
}
