const HEADER_BYTES = 104
const CLUSTER_BITS = 16

/** As much of a qcow2 as is looked at before a conversion: a header, and then zeros. */
export function qcow2OfLength(bytes: number): Buffer {
  const disk = Buffer.alloc(bytes)
  disk.write('QFI\xfb', 'latin1')
  disk.writeUInt32BE(3, 4)
  disk.writeUInt32BE(CLUSTER_BITS, 20)
  disk.writeBigUInt64BE(2n ** 20n, 24)
  disk.writeUInt32BE(4, 96)
  disk.writeUInt32BE(HEADER_BYTES, 100)
  return disk
}
