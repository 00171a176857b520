import { z } from 'zod'
import type { Plain } from './admin-route.ts'
import { time } from './view-members.ts'

const upstream = z.object({
  name: z.string(),
  fallback: z.boolean().optional().describe('It is one of another agent that stands in.'),
  state: z.enum(['closed', 'open', 'half-open']).optional().describe('`closed`: well. `open`: it gets no calls.'),
  reason: z.string().optional().describe('Why it gets no calls.'),
  since: time.optional(),
  until: time.optional(),
  weight: z.number().optional(),
  draining: z.boolean().optional().describe('It gets no new conversations.'),
  ramp: z.number().optional().describe('The share of its work that it gets while it comes back; 1: all.'),
  active: z.int().optional().describe('Calls that it works on.'),
  callsPerMinute: z.number().optional(),
  latencyMs: z.number().optional().describe('Time to its first event, in milliseconds, as it is of late.'),
  calls: z.int().optional().describe('Since this gateway began.'),
  failures: z.int().optional().describe('Since this gateway began.'),
  lastError: z.object({ at: time, reason: z.string() }).optional(),
})

/** How the places stand where an agent runs. Of one alone, which nothing is chosen among, only the name is known. */
export const upstreamsAnswer = z.object({
  agent_id: z.string(),
  agent_name: z.string(),
  stopped: z.object({ reason: z.string(), since: time }).optional().describe('Nothing is routed, by order.'),
  panic: z.boolean().optional().describe('So many are down that all are tried.'),
  running: z.int().optional().describe('Calls of the agent that this gateway works on.'),
  waiting: z.int().optional().describe('Calls that wait for room.'),
  upstreams: z.array(upstream),
})

/** The same, without whose they are. */
export type UpstreamsView = Plain<Omit<z.output<typeof upstreamsAnswer>, 'agent_id' | 'agent_name'>>
