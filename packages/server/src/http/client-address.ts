import type { Request } from 'express'
import ipaddr from 'ipaddr.js'

/** Bytes of an IPv6 address that name a customer's network: whoever has one address there has all of them. */
const NETWORK_BYTES = 8

/** Who is at the other end, as limits count them: an IPv4 address, or the network of an IPv6 one. */
export function clientAddress({ ip = '' }: Pick<Request, 'ip'>): string {
  if (!ipaddr.isValid(ip)) return ip
  // An IPv4 address that a dual-stack socket shows as `::ffff:192.0.2.1` is that address.
  const address = ipaddr.process(ip)
  if (address.kind() === 'ipv4') return address.toString()
  const network = address.toByteArray().map((byte, position) => (position < NETWORK_BYTES ? byte : 0))
  return `${ipaddr.fromByteArray(network).toString()}/${NETWORK_BYTES * 8}`
}
