/** What calls can be found by besides agent, outcome and time: as the API calls it, and as people do. */
export const FILTERS = {
  search: 'Text in it',
  operation: 'Operation',
  error_code: 'Error code',
  key: 'Key',
  team: 'Team',
  user: 'User',
  upstream: 'Upstream',
  caller_agent: 'Calling agent',
  model: 'Model',
  tag: 'Tag',
  ip: 'Address',
  context_id: 'Conversation',
  session_id: 'Session',
  trace_id: 'Trace',
  task_id: 'Task',
  request_id: 'Request id',
  min_total_ms: 'At least (ms)',
  min_cost: 'At least (US dollars)',
} as const

export type FilterName = keyof typeof FILTERS

export const isFilterName = (name: string): name is FilterName => Object.hasOwn(FILTERS, name)

export const FILTER_NAMES = Object.keys(FILTERS).filter(isFilterName)
