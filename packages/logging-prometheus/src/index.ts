export type { GaugeSources, SinkGauge, UpstreamGauge } from './gateway-gauges.ts'
export type { PrometheusMetrics, PrometheusMetricsOptions } from './prometheus-metrics.ts'
export { createPrometheusMetrics } from './prometheus-metrics.ts'
