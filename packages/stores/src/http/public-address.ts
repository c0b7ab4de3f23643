import ipaddr from 'ipaddr.js'

const { IPv4, IPv6, fromByteArray, parse } = ipaddr

/** All that is given out to networks of the world so far; beside it lie old ways to write IPv4 addresses, for one. */
const GLOBAL_IPV6 = IPv6.parseCIDR('2000::/3')

/** How networks without IPv4 reach it: the IPv4 address is in the last four bytes. */
const NAT64 = IPv6.parseCIDR('64:ff9b::/96')

/** Looks public, and is Azure's own service for each of its machines. */
const PLATFORM_SERVICES = new Set(['168.63.129.16'])

/**
 * Whether an address belongs to anyone on the Internet: not to this machine, its networks or their equipment, nor to a
 * tunnel that leads there. What is not known to be public is not.
 */
export function isPublicAddress(text: string): boolean {
  const address = parse(text)
  if (address instanceof IPv4) return address.range() === 'unicast' && !PLATFORM_SERVICES.has(address.toString())
  if (address.match(NAT64)) return isPublicAddress(fromByteArray(address.toByteArray().slice(-4)).toString())
  return address.match(GLOBAL_IPV6) && address.range() === 'unicast'
}
