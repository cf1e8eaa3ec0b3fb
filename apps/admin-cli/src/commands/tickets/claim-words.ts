import type { NewTicket, TicketClaim } from '@desideliver/sdk'
import { InvalidArgumentError } from 'commander'

type Claim = NonNullable<NewTicket['claims']>[number]

const reasons = ['damaged', 'missing', 'wrong_item', 'expired', 'quality', 'other'] as const satisfies Claim['reason'][]
const remedies = ['refund', 'replacement', 'credit'] as const satisfies Claim['remedy'][]

export const claimsHelp = `Reasons: ${reasons.join(', ')}; wishes: ${remedies.join(', ')}`

/** `10442=2:missing:replacement`, for commander; one after the other they add up. */
export function readClaim(text: string, before: Claim[] = []): Claim[] {
  const [, itemCode = '', cases = '', why = '', wish = ''] = /^(.+)=(\d{1,9}):(\w+):(\w+)$/.exec(text) ?? []
  const reason = reasons.find((word) => word === why)
  const remedy = remedies.find((word) => word === wish)
  if (!itemCode || !reason || !remedy)
    throw new InvalidArgumentError(`Write it like 10442=2:missing:replacement. ${claimsHelp}.`)
  return [...before, { itemCode, quantity: Number(cases), reason, remedy }]
}

/** `2 × SWAD TOOR DAL (10442)` */
export const describeClaim = ({ quantity, name, itemCode }: TicketClaim): string =>
  `${quantity} × ${name} (${itemCode})`
