/** Columns that only say something about models, tools, caches and organisations, or that are kept otherwise here. */
const KEPT_OUT = [
  'models',
  'aliases',
  'config',
  'router_settings',
  'permissions',
  'policies',
  'allowed_cache_controls',
  'model_max_budget',
  'budget_fallbacks',
  'default_team_member_models',
  'organization_id',
  'project_id',
  'access_group_ids',
  'auto_rotate',
  'rotation_interval',
  'tpd_limit',
  'budget_id',
  'spend',
  'password',
  'sso_user_id',
  'kill_switch',
  'identity_managed',
]

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === false ||
  value === 0 ||
  value === '' ||
  value === '{}' ||
  (typeof value === 'object' && Object.keys(value).length === 0)

/** The columns of a row that say something in LiteLLM and nothing here. */
export function notCarried(row: Readonly<Record<string, unknown>>): string[] {
  return KEPT_OUT.filter((name) => !isEmpty(row[name]))
}

/** Members of `metadata` that hold credentials of LiteLLM's callbacks. */
const SECRET_METADATA = new Set(['logging', 'callback_settings'])

/** `metadata` without credentials of callbacks. */
export function metadataOf(metadata: Readonly<Record<string, unknown>> | null | undefined) {
  const kept = Object.fromEntries(Object.entries(metadata ?? {}).filter(([name]) => !SECRET_METADATA.has(name)))
  return Object.keys(kept).length === 0 ? {} : { metadata: kept }
}
