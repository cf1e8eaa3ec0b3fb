import { isIPv6 } from 'node:net'

/**
 * What limits count as one place: an IPv4 address, or the /64 of an IPv6 one, of which any household
 * has 2^64 addresses.
 */
export function networkOf(ipAddress: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(ipAddress)?.[1]
  if (mapped) return mapped
  if (!isIPv6(ipAddress)) return ipAddress
  const [head = '', tail = ''] = ipAddress.split('%')[0]?.toLowerCase().split('::') ?? []
  const first = head.split(':').filter(Boolean)
  const last = tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  const groups = [...first, ...zeros, ...last].map((group) => group.replace(/^0+(?=.)/, ''))
  return `${groups.slice(0, 4).join(':')}::/64`
}
