import type { CallRecord } from '@gateway/core'
import { tokensOf } from '@gateway/core'
import { z } from 'zod'
import { type CallHop, callTree } from './call-tree.ts'
import { logAnswer, logView } from './log-view.ts'

export const callTreeAnswer = z.object({
  calls: z
    .array(
      z.object({
        depth: z.int().describe('How many calls of the list are above it.'),
        parent: z.int().optional().describe('Place in the list, from 0, of the call that caused it.'),
        startMs: z.number().optional().describe('Milliseconds after the first call that is shown began.'),
        log: logAnswer
          .optional()
          .describe('Absent: a call that the caller may not see, which caused some that it may.'),
      }),
    )
    .describe('Each before those that it caused, and those in the order they began.'),
  totals: z
    .object({
      calls: z.int(),
      errors: z.int(),
      cost: z.number().describe('US dollars.'),
      inputTokens: z.number(),
      outputTokens: z.number(),
      totalTokens: z.number(),
      durationMs: z.number().describe('From when the first began until the last had ended.'),
    })
    .describe('Of the calls that the caller may see.'),
  notShown: z.string().optional().describe('Why there are more calls than these. Absent: these are all.'),
})

/** Calls of traces as answers show them: as trees, each with what it took, and what all of them took. */
export function callTreeView(
  records: readonly CallRecord[],
  maySee: (record: CallRecord) => boolean,
  notShown?: string,
) {
  const hops = callTree(records, maySee)
  const seen = hops.flatMap(({ record }) => record ?? [])
  const began = earliest(seen)
  const hopView = ({ record, ...place }: CallHop) =>
    record === undefined ? place : { ...place, startMs: beganAt(record) - began, log: logView(record) }
  return {
    calls: hops.map(hopView),
    totals: totalsOf(seen, began),
    ...(notShown === undefined ? {} : { notShown }),
  }
}

/** Runs say when they ended. */
const beganAt = ({ time, kind, totalMs }: CallRecord) => Date.parse(time) - (kind === 'run' ? totalMs : 0)

const earliest = (records: readonly CallRecord[]) =>
  records.reduce((first, record) => Math.min(first, beganAt(record)), Number.POSITIVE_INFINITY)

function totalsOf(records: readonly CallRecord[], began: number) {
  const sum = (of: (record: CallRecord) => number | undefined) =>
    records.reduce((total, record) => total + (of(record) ?? 0), 0)
  return {
    calls: records.length,
    errors: records.filter(({ status }) => status === 'error').length,
    cost: sum(({ cost }) => cost),
    inputTokens: sum(({ usage }) => usage?.inputTokens),
    outputTokens: sum(({ usage }) => usage?.outputTokens),
    totalTokens: sum(({ usage }) => usage && tokensOf(usage)),
    durationMs: records.reduce((last, record) => Math.max(last, beganAt(record) - began + record.totalMs), 0),
  }
}
