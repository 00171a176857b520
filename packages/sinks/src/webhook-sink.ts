import { createHash } from 'node:crypto'
import { appendFile, mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { createConnectionPool, createWebhookSender, isWebhookSecret, type WebhookSender } from '@gateway/adapter-kit'
import { type CallRecord, defineSink, type Sink, type SinkHost } from '@gateway/core'
import { z } from 'zod'
import { recordLine } from './record-line.ts'

const settings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .meta({ description: 'Where batches are sent to, with POST.' }),
  secret: z
    .string('must be text')
    .refine(isWebhookSecret, 'must be whsec_ and 24 to 64 random bytes in Base64 (openssl rand -base64 32)')
    .meta({
      description: 'What batches are signed with (Standard Webhooks): whsec_ and bytes in Base64.',
      secret: true,
    }),
  content: z.boolean('must be true or false').default(true).meta({
    description: 'Whether requests and answers are sent, too.',
  }),
  batch: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(250, 'must be at most 250')
    .default(100)
    .meta({
      description: 'How many records are sent at most in one message.',
    }),
  attempts: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(100, 'must be at most 100')
    .default(10)
    .meta({
      description: 'After so many refusals of a batch it goes into the file of dead letters. Silence is waited out.',
    }),
  deadLetters: z.string('must be a path').min(1, 'must be a path').default('dead-letters.jsonl').meta({
    description: 'The file of records that the webhook refuses, from the folder of the database.',
  }),
  timeoutSeconds: z
    .number('must be a number')
    .min(0.1, 'must be at least 0.1')
    .max(60, 'must be at most 60')
    .default(15)
    .meta({
      description: 'How long one attempt may take.',
    }),
})

type Settings = z.infer<typeof settings>

/** Signed batches to a webhook, in the way of Standard Webhooks. */
export const webhookSink = defineSink({
  name: 'webhook',
  description: 'Signed batches to an address of yours.',
  delivery: 'at least once',
  settings,
  open(given, host) {
    const pool = createConnectionPool(host?.mayReach === undefined ? {} : { mayReach: host.mayReach })
    const sender = createWebhookSender({ pool, timeoutMs: given.timeoutSeconds * 1_000 })
    return Object.assign(batchesTo(sender, given, host), {
      async [Symbol.asyncDispose]() {
        await sender[Symbol.asyncDispose]()
        await pool.close()
      },
    })
  },
})

/** The sink: of a batch, messages one after the other. The queue hands over again what was rejected. */
function batchesTo(
  sender: WebhookSender,
  { url, secret, content, batch, attempts, deadLetters }: Settings,
  host?: SinkHost,
): Sink {
  const file = resolve(host?.folder ?? '.', deadLetters)
  /** Those of the batch that is under way, so that they are not sent once more when one behind them was refused. */
  const taken = new Set<string>()
  /** The message that was refused: the same records are in it when it is sent again, whatever came behind them. */
  let refused: { readonly first: string; readonly size: number; readonly count: number } | undefined

  const send = async (records: readonly CallRecord[], first: string, count: number) => {
    const calls = records.map((record) => recordLine(record, content)).join(',')
    const body = `{"type":"calls.recorded","timestamp":"${new Date().toISOString()}","data":{"calls":[${calls}]}}`
    const outcome = await sender.send({ url, secret }, { id: messageId(records), body })
    if (outcome.ok) return
    const { reason, status, gone } = outcome
    // No answer, or one that asks to wait: it is away, and what it has not seen is no dead letter.
    const waits = status === undefined || status === 429 || status >= 500
    if (waits || (count < attempts && !gone)) {
      refused = { first, size: records.length, count: waits ? count - 1 : count }
      throw new Error(`The webhook did not take a batch. ${reason}`)
    }
    await keepDead(records)
    const told = { file, records: records.length, reason }
    host?.logger?.error(told, 'a webhook refused records for good: they are in the file of dead letters')
  }
  const keepDead = async (records: readonly CallRecord[]) => {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await appendFile(file, `${records.map((record) => recordLine(record, content)).join('\n')}\n`, { mode: 0o600 })
  }
  return async (records) => {
    let left = records.filter(({ id }) => !taken.has(id))
    for (let [first] = left; first !== undefined; [first] = left) {
      const again = refused?.first === first.id ? refused : { size: batch, count: 0 }
      const message = left.slice(0, again.size)
      await send(message, first.id, again.count + 1)
      for (const { id } of message) taken.add(id)
      left = left.slice(again.size)
    }
    taken.clear()
  }
}

/** The same for the same records: a receiver takes a message once by it. */
function messageId(records: readonly CallRecord[]): string {
  const hash = createHash('sha256')
  for (const { id } of records) hash.update(`${id}\n`)
  return `msg_${hash.digest('base64url').slice(0, 27)}`
}
