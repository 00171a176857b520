import { ROOT_CONTEXT } from '@opentelemetry/api'
import { SamplingDecision, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace'
import type { OpenTelemetrySettings } from './settings.ts'

export type SamplingSettings = Pick<OpenTelemetrySettings, 'ratio' | 'parentBased'>

/** Keeps a part of the traces by their ids, so that all who keep the same part keep the same traces. */
export const rootSampler = ({ ratio }: Pick<SamplingSettings, 'ratio'>) => new TraceIdRatioBasedSampler(ratio)

/**
 * Tells of a trace that begins at the gateway whether its spans are sent: what agents are to be told, so that they keep
 * their part of the same traces. `undefined`: those of every trace are.
 */
export function sampledTraces({
  traces,
  ratio,
}: Pick<OpenTelemetrySettings, 'traces' | 'ratio'>): ((traceId: string) => boolean) | undefined {
  if (!traces || ratio === 1) return undefined
  const sampler = rootSampler({ ratio })
  return (traceId) => sampler.shouldSample(ROOT_CONTEXT, traceId).decision === SamplingDecision.RECORD_AND_SAMPLED
}
