export const findBrand = (name: string): string | null => (name ? null : null)
