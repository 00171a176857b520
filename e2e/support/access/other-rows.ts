import { ADMIN_KEY } from '../test-gateway.ts'
import { ADMINS, ALL, READERS, type Row } from './row.ts'

const open = (operation: string, answer = 200, more: Partial<Row> = {}): Row => ({
  operation,
  allowed: 'anyone',
  answer,
  ask: () => ({}),
  ...more,
})

/** Records, sessions, and what is open to everybody. */
export const OTHER_ROWS: readonly Row[] = [
  { operation: 'listSinks', allowed: READERS, ask: () => ({}) },
  { operation: 'getGateway', allowed: READERS, ask: () => ({}) },
  { operation: 'listLogs', of: 'whoever asks', allowed: ALL, ask: () => ({}) },
  {
    operation: 'listLogs',
    of: 'the member',
    allowed: [...READERS, 'a member'],
    ask: ({ keyOf }) => ({ query: { key: keyOf('a member') } }),
  },
  {
    operation: 'listLogs',
    of: 'the team',
    allowed: [...READERS, 'an admin of the team'],
    ask: () => ({ query: { team: 'crew' } }),
  },
  ...['exportLogs', 'streamLogs'].flatMap((operation): Row[] => [
    { operation, of: 'whoever asks', allowed: ALL, ask: () => ({}) },
    {
      operation,
      of: 'the team',
      allowed: [...READERS, 'an admin of the team'],
      ask: () => ({ query: { team: 'crew' } }),
    },
  ]),
  {
    operation: 'getLog',
    of: 'the member',
    allowed: [...READERS, 'a member', 'an admin of the team'],
    refused: 404,
    ask: async ({ newRecord }) => ({ path: { id: await newRecord('a member') } }),
  },
  {
    operation: 'getLog',
    of: 'a key of nobody',
    allowed: [...READERS, 'a key of nobody'],
    refused: 404,
    ask: async ({ newRecord }) => ({ path: { id: await newRecord('a key of nobody') } }),
  },
  {
    operation: 'getLogTrace',
    allowed: [...READERS, 'a member', 'an admin of the team'],
    refused: 404,
    ask: async ({ newRecord }) => ({ path: { id: await newRecord('a member') } }),
  },
  {
    operation: 'getLogSession',
    allowed: [...READERS, 'a member'],
    refused: 404,
    ask: async ({ newTrace }) => ({ path: { id: await newTrace('a member') } }),
  },
  {
    operation: 'getLogSession',
    of: 'the team',
    allowed: [...READERS, 'an admin of the team'],
    ask: async ({ newTrace }) => ({ path: { id: await newTrace('a member') }, query: { team: 'crew' } }),
  },
  {
    operation: 'listLogEvents',
    allowed: READERS,
    ask: async ({ newRecord }) => ({ path: { id: await newRecord('a member') } }),
  },

  {
    operation: 'replayLog',
    allowed: [...ADMINS, 'an admin of the team'],
    // Its call brought no message.
    answer: 409,
    ask: async ({ newRecord }) => ({ path: { id: await newRecord('a member') }, body: {} }),
  },

  { operation: 'listAudit', of: 'everything', allowed: READERS, ask: () => ({}) },
  {
    operation: 'listAudit',
    of: 'the team',
    allowed: [...READERS, 'an admin of the team'],
    ask: () => ({ query: { team_id: 'crew' } }),
  },
  { operation: 'getUsage', allowed: ALL, ask: () => ({}) },
  { operation: 'getMetrics', allowed: READERS, ask: () => ({}) },
  { operation: 'getRetention', allowed: READERS, ask: () => ({}) },
  ...['getAgentDailyActivity', 'getTeamDailyActivity', 'getUserDailyActivity'].map(
    (operation): Row => ({
      operation,
      allowed: ALL,
      ask: () => ({ query: { start_date: '2026-01-01', end_date: '2026-01-02' } }),
    }),
  ),
  { operation: 'showMe', allowed: ALL, ask: () => ({}) },

  { operation: 'listSessions', of: 'whoever asks', allowed: ALL, ask: () => ({}) },
  {
    operation: 'listSessions',
    of: 'the member',
    allowed: [...READERS, 'a member'],
    ask: () => ({ query: { user_id: 'mia' } }),
  },
  { operation: 'endSessions', of: 'whoever asks', allowed: ALL, ask: () => ({}) },
  {
    operation: 'endSessions',
    of: 'the member',
    allowed: [...ADMINS, 'a member'],
    ask: () => ({ query: { user_id: 'mia' } }),
  },
  {
    operation: 'endSession',
    of: 'the member',
    allowed: [...ADMINS, 'a member'],
    ask: async ({ newSession }) => ({ path: { id: await newSession('a member') } }),
  },

  open('listSignInWays'),
  open('signIn', 201, {
    ask: () => ({ body: { key: ADMIN_KEY } }),
    except: { 'a browser of a proxy admin, on another page': 403 },
  }),
  { operation: 'getSession', allowed: 'browsers', ask: () => ({}) },
  {
    operation: 'changeSession',
    allowed: 'browsers',
    // Browsers that were signed in by a key act for its team, and no other.
    except: { 'a browser of a proxy admin': 403, 'a browser of a member': 403 },
    ask: () => ({ body: { team_id: null } }),
  },
  { operation: 'signOut', allowed: 'browsers', ask: () => ({}) },
  open('beginOidcSignIn', 303),
  // Nobody was about to sign in.
  open('finishOidcSignIn', 401),
  open('explainCalls', 404, { ask: () => ({ path: { agent: 'hello' } }) }),
  open('explainCallsV1', 404, { ask: () => ({ path: { agent: 'hello' } }) }),
  open('listPublicAgents'),
  open('isAlive'),
  open('isReady'),
  open('getDescription'),
  open('readDescription'),
]
