import { ADMINS, ALL, READERS, type Row } from './row.ts'

const hello = { path: { agent: 'hello' } }
const upstreams = [{ adapter: 'hello' }]

/** Agents and access groups. Everybody is granted every agent here: what grants do is tried elsewhere. */
export const AGENT_ROWS: readonly Row[] = [
  { operation: 'listAdapters', allowed: READERS, ask: () => ({}) },
  { operation: 'listAgents', allowed: ALL, ask: () => ({}) },
  { operation: 'getAgent', allowed: ALL, ask: () => hello },
  { operation: 'getAgentUpstreams', allowed: READERS, ask: () => hello },
  { operation: 'describeAgentDefinition', allowed: READERS, ask: () => ({}) },
  { operation: 'summarizeAgents', allowed: READERS, ask: () => ({}) },
  { operation: 'listAgentCallers', allowed: READERS, ask: () => hello },
  { operation: 'readAgentCard', allowed: ADMINS, ask: () => hello },
  {
    operation: 'createAgent',
    allowed: ADMINS,
    ask: ({ fresh }) => ({ body: { name: fresh('made'), upstreams } }),
  },
  ...(['stopAgent', 'startAgent', 'deleteAgent'] as const).map(
    (operation): Row => ({
      operation,
      allowed: ADMINS,
      ask: async ({ newAgent }) => ({
        path: { agent: await newAgent() },
        ...(operation === 'stopAgent' ? { body: {} } : {}),
      }),
    }),
  ),
  ...['replaceAgent', 'changeAgent'].map(
    (operation): Row => ({
      operation,
      allowed: ADMINS,
      ask: async ({ fresh, newAgent }) => ({
        path: { agent: await newAgent() },
        body: { name: fresh('changed'), upstreams },
      }),
    }),
  ),

  {
    operation: 'makeAgentPublic',
    allowed: ADMINS,
    ask: async ({ newAgent }) => ({ path: { agent: await newAgent() } }),
  },
  {
    operation: 'makeAgentsPublic',
    allowed: ADMINS,
    ask: async ({ newAgent }) => ({ body: { agent_ids: [await newAgent()] } }),
  },
  {
    operation: 'testAgentDefinition',
    allowed: ADMINS,
    ask: ({ fresh }) => ({ body: { name: fresh('tried'), upstreams } }),
  },
  {
    operation: 'testUpstream',
    allowed: ADMINS,
    ask: () => ({ path: { agent: 'hello', name: 'hello' }, body: {} }),
  },
  {
    operation: 'importFromLitellm',
    allowed: ADMINS,
    ask: () => ({ body: { dry_run: true } }),
  },
  { operation: 'searchHub', allowed: ALL, ask: () => ({}) },

  { operation: 'listAccessGroups', allowed: READERS, ask: () => ({}) },
  {
    operation: 'createAccessGroup',
    allowed: ADMINS,
    ask: ({ fresh }) => ({ body: { access_group_name: fresh('made'), access_agent_ids: ['hello'] } }),
  },
  {
    operation: 'getAccessGroup',
    allowed: READERS,
    ask: async ({ newGroup }) => ({ path: { group: await newGroup() } }),
  },
  {
    operation: 'changeAccessGroup',
    allowed: ADMINS,
    ask: async ({ newGroup }) => ({ path: { group: await newGroup() }, body: { access_agent_ids: ['hello'] } }),
  },
  {
    operation: 'deleteAccessGroup',
    allowed: ADMINS,
    ask: async ({ newGroup }) => ({ path: { group: await newGroup() } }),
  },

  { operation: 'explainAccess', of: 'itself', allowed: ALL, ask: () => ({ query: { agent: 'hello' } }) },
  {
    operation: 'explainAccess',
    of: 'a key of the team',
    allowed: [...READERS, 'an admin of the team'],
    ask: async ({ newKey }) => ({ query: { agent: 'hello', key: (await newKey({ team_id: 'crew' })).token } }),
  },
  {
    operation: 'explainAccess',
    of: 'a key of nobody',
    allowed: READERS,
    ask: async ({ newKey }) => ({ query: { agent: 'hello', key: (await newKey()).token } }),
  },
]
