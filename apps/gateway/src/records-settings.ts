import { isCredentialHeader } from '@gateway/logging'
import { z } from 'zod'
import { moduleSpecifier } from './module-specifier.ts'
import { waitingSettings } from './sinks-settings.ts'

const listOf = (description: string) =>
  z
    .array(z.string('must be text').min(1, 'must not be empty'), 'must be a list')
    .max(100, 'must be at most 100')
    .default([])
    .meta({ description })

const redact = z.strictObject({
  members: listOf(
    'Names of members whose values are left out, at any depth; case, -, _, . and spaces do not matter. Passwords, tokens, keys and credentials are left out in any case.',
  ),
  patterns: listOf('Regular expressions (RE2) of what is left out wherever it stands.'),
  paths: listOf('JSONPath (RFC 9535) of what is left out; $ is the request, and the answer.'),
  module: moduleSpecifier.optional().meta({
    description:
      'A module whose default export takes each record and returns what is kept of it: a package, or a path from this file. It runs in the gateway: name only what you trust.',
  }),
})

/** `records:` of `gateway.yaml`. */
export const recordsSettings = z.strictObject({
  content: z.boolean('must be true or false').default(true).meta({
    description: 'Whether requests and answers are kept.',
  }),
  contentBytes: z.int('must be a whole number').min(1, 'must be at least 1').default(262_144).meta({
    description: 'The longest request or answer that is kept whole, in characters.',
  }),
  eventCharacters: z.int('must be a whole number').min(0, 'must be at least 0').default(65_536).meta({
    description: 'How much of the events of a stream is kept one by one, in characters, where its content is; 0: none.',
  }),
  headers: z
    .array(
      z
        .string('must be the name of a header')
        .regex(/^[\w-]{1,100}$/, 'must be the name of a header, of letters, digits, - and _')
        .refine((name) => !isCredentialHeader(name), 'carries a credential, which is never kept; leave it out'),
      'must be a list',
    )
    .max(20, 'must be at most 20')
    .optional()
    .meta({ description: 'Request headers that are kept, such as user-agent; never one that carries a credential.' }),
  flushMs: z
    .int('must be a whole number')
    .min(10, 'must be at least 10')
    .max(60_000, 'must be at most 60000')
    .default(250)
    .meta({
      description:
        'How long records wait to be handed on together, in milliseconds: what is lost when the process is killed.',
    }),
  durability: z.enum(['default', 'strict'], 'must be default or strict').default('default').meta({
    description: 'strict: no call is answered before its record is on the disk.',
  }),
  ...waitingSettings,
  redact: redact.optional().meta({ description: 'What is left out of all that is kept, beside secrets.' }),
})

/** The members that a place of `records:` may have. */
export const knownRecordsMembers = (place: readonly PropertyKey[]): readonly string[] =>
  Object.keys((place[1] === 'redact' ? redact : recordsSettings).shape)
