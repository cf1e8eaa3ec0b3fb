/** So long, and until the night that follows. */
export const EXPORTS_KEPT_DAYS = 7
