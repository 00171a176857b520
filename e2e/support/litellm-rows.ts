import { createHash } from 'node:crypto'

/** Rows of LiteLLM's database, with the columns that they have there, as `row_to_json` gives them. */

export const hash = (key: string) => createHash('sha256').update(key).digest('hex')

/** Id of the agent `invoices` in LiteLLM. */
export const OLD_ID = '11111111-2222-3333-4444-555555555555'

export const permission = (id: string, agents: string[], groups: string[] = []) => ({
  object_permission_id: id,
  mcp_servers: [],
  agents,
  agent_access_groups: groups,
  models: [],
})
export const keyRow = (key: string, more: object = {}) => ({
  token: hash(key),
  key_name: `sk-...${key.slice(-4)}`,
  key_alias: null,
  spend: 0,
  expires: null,
  models: [],
  aliases: {},
  user_id: null,
  team_id: null,
  metadata: {},
  blocked: null,
  tpm_limit: null,
  rpm_limit: null,
  max_parallel_requests: null,
  max_budget: null,
  allowed_routes: [],
  access_group_ids: [],
  object_permission_id: null,
  created_at: '2026-01-01T00:00:00',
  ...more,
})
/** The row of an agent that runs at `url`. */
export const agentRowAt = (url: string, more: object = {}) => ({
  agent_id: OLD_ID,
  agent_name: 'invoices',
  litellm_params: { make_public: true },
  agent_card_params: { name: 'Invoices', url, protocolVersion: '1.0' },
  static_headers: {},
  extra_headers: [],
  agent_access_groups: ['finance'],
  access_group_ids: [],
  enabled: true,
  rpm_limit: null,
  ...more,
})
export const team = {
  team_id: 'team-1',
  team_alias: 'Finance',
  members_with_roles: [{ role: 'admin', user_id: 'ann', user_email: null }],
  team_member_permissions: ['/key/info', '/key/health'],
  blocked: false,
  models: ['gpt-4o'],
  object_permission_id: 'p1',
}
export const user = {
  user_id: 'ann',
  user_alias: 'Ann',
  user_email: 'ann@example.com',
  user_role: 'internal_user',
  teams: [],
}
export const permissions = [permission('p1', [OLD_ID]), permission('p2', ['invoices', 'gone'])]
