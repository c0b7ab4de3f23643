import type { Request } from 'express'
import ipaddr from 'ipaddr.js'

/** Who is at the other end of a request. */
export interface Client {
  /** As limits count clients: an IPv4 address, or the network of an IPv6 one. */
  address(): string
  /** Whether nobody waits for the answer any more. */
  isGone(): boolean
}

/** Bytes of an IPv6 address that name a customer's network: whoever has one address there has all of them. */
const NETWORK_BYTES = 8

export function clientOf(request: Request): Client {
  return { address: () => addressOf(request.ip ?? ''), isGone: () => request.socket.destroyed }
}

function addressOf(text: string): string {
  if (!ipaddr.isValid(text)) return text
  // An IPv4 address that a dual-stack socket shows as `::ffff:192.0.2.1` is that address.
  const address = ipaddr.process(text)
  if (address.kind() === 'ipv4') return address.toString()
  const network = address.toByteArray().map((byte, position) => (position < NETWORK_BYTES ? byte : 0))
  return `${ipaddr.fromByteArray(network).toString()}/${NETWORK_BYTES * 8}`
}
