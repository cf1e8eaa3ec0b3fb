/** Where a job ends that has failed for good; staff look at it and try again. */
export const DEAD_LETTER_QUEUE = 'dead-letter'
