import type { Settings } from '../env.ts'

/** @returns what who reads the metrics must show; null = anyone may read them, undefined = nobody */
export const metricsTokenOf = ({ METRICS_TOKEN, NODE_ENV }: Settings): string | null | undefined =>
  METRICS_TOKEN ?? (NODE_ENV === 'production' ? undefined : null)
