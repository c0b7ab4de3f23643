import { describe, expect, test } from 'vitest'
import { isPublicAddress } from './public-address.ts'

describe('an address', () => {
  test.each(['8.8.8.8', '93.184.215.14', '172.15.0.1', '172.32.0.1', '100.63.0.1', '2606:2800:21f:cb07::1', '2a00::1'])(
    'such as %s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  test('behind NAT64 is as public as the IPv4 address in it', () => {
    expect(isPublicAddress('64:ff9b::8.8.8.8')).toBe(true)
    expect(isPublicAddress('64:ff9b::10.0.0.1')).toBe(false)
  })

  test.each([
    { name: 'of this machine', addresses: ['127.0.0.1', '127.255.255.254', '::1'] },
    { name: 'that is none', addresses: ['0.0.0.0', '0.1.2.3', '::'] },
    { name: 'of a private network', addresses: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'] },
    { name: 'of a private IPv6 network', addresses: ['fc00::1', 'fd00:ec2::254', 'fec0::1'] },
    {
      name: 'of the link, where clouds keep their metadata',
      addresses: ['169.254.169.254', 'fe80::1', 'fe80::1%eth0'],
    },
    { name: 'of a platform service', addresses: ['168.63.129.16'] },
    { name: 'behind a carrier', addresses: ['100.64.0.1', '100.100.100.200', '100.127.255.255'] },
    { name: 'of a group', addresses: ['224.0.0.1', '239.255.255.250', 'ff02::1'] },
    { name: 'of everybody on the link', addresses: ['255.255.255.255'] },
    { name: 'for documents and benchmarks', addresses: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1'] },
    { name: 'for IPv6 documents', addresses: ['2001:db8::1', '3fff::1'] },
    { name: 'that is reserved', addresses: ['192.0.0.192', '240.0.0.1', '100::1', '4000::1'] },
    {
      name: 'that is IPv4 in disguise',
      addresses: ['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '::ffff:0:7f00:1'],
    },
    { name: 'of a tunnel', addresses: ['2002:7f00:1::1', '2001::1', '64:ff9b:1::7f00:1'] },
  ])('$name is not public (S23)', ({ addresses }) => {
    expect(addresses.filter(isPublicAddress)).toStrictEqual([])
  })
})
