export const claimReasons = ['damaged', 'missing', 'wrong_item', 'expired', 'quality', 'other'] as const
export type ClaimReason = (typeof claimReasons)[number]

/** What the customer wishes for. */
export const claimRemedies = ['refund', 'replacement', 'credit'] as const
export type ClaimRemedy = (typeof claimRemedies)[number]

/** What staff make of an open claim, once and for all. */
export const claimDecisions = ['accepted', 'rejected'] as const
export type ClaimDecision = (typeof claimDecisions)[number]

export const claimStatuses = ['open', ...claimDecisions] as const
export type ClaimStatus = (typeof claimStatuses)[number]
