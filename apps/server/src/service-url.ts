/** Where clients on this machine reach a server: an address that stands for all of them is none to call. */
export function serviceUrl(
  { host, port }: { readonly host: string; readonly port: number },
  isSecure: boolean,
): string {
  const callable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  return `${isSecure ? 'https' : 'http'}://${callable.includes(':') ? `[${callable}]` : callable}:${port}`
}
