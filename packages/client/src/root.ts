/** The address of a service, of one that may have the mount of an API behind it. */
export function rootOf(baseUrl: string, mount: RegExp): string {
  const url = new URL(baseUrl)
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(mount, '')}`
}
