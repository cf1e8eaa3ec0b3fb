export type PackUnit = 'g'
export interface Pack { unitsPerCase: number | null; unitSize: string | null; unit: PackUnit | null }
export const parsePack = (name: string, category?: string): Pack | null => (name && category ? null : null)
export const packUnits = ['g'] as const
