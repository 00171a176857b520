import { defineAgent } from '@gateway/core'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { describeAdapters } from './adapter-description.ts'

const connect = () => defineAgent({})

it('tells what a form needs, by name', () => {
  const settings = z.strictObject({
    url: z.string().meta({ description: 'Where.' }),
    apiKey: z.string().meta({ secret: true }).optional(),
    auth: z
      .discriminatedUnion('type', [
        z.strictObject({ type: z.literal('none') }),
        z.strictObject({ type: z.literal('oauth2'), clientSecret: z.string().meta({ secret: true }) }),
      ])
      .optional(),
    headers: z.record(z.string(), z.string()).meta({ secret: true }).optional(),
  })
  const described = describeAdapters([
    { name: 'zeta', settings: z.strictObject({}), connect },
    {
      name: 'alpha',
      title: 'Alpha',
      description: 'The first.',
      documentation: 'https://docs.example/alpha',
      settings,
      connect,
    },
  ])
  expect(described.map(({ name, title }) => [name, title])).toEqual([
    ['alpha', 'Alpha'],
    ['zeta', 'zeta'],
  ])
  const [alpha] = described
  expect(alpha).toMatchObject({
    description: 'The first.',
    documentation: 'https://docs.example/alpha',
    settings: { type: 'object', required: ['url'], properties: { url: { description: 'Where.' } } },
  })
  expect(alpha?.secrets).toEqual(['apiKey', 'auth.clientSecret', 'headers'])
})

it('says that all is secret where the schema cannot say what is', () => {
  const settings = z.object({
    at: z.lazy(() => {
      throw new Error('cannot be described')
    }),
  })
  const [described] = describeAdapters([{ name: 'odd', settings, connect }])
  expect(described).toMatchObject({ settings: { secret: true }, secrets: [''] })
})
