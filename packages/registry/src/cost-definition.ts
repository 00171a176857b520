import { z } from 'zod'

const dollars = z.number().nonnegative('must not be less than 0 dollars')

const tokenPrices = {
  perInputToken: dollars
    .meta({ description: 'For each token that the agent reports to have read; estimated where it reports nothing.' })
    .exactOptional(),
  perOutputToken: dollars
    .meta({ description: 'For each token that the agent reports to have made; estimated where it reports nothing.' })
    .exactOptional(),
}

/** Prices of an agent's or an upstream's work. */
export const costDefinition = z
  .strictObject({
    perCall: dollars.meta({ description: 'For each message that the agent takes up.' }).exactOptional(),
    ...tokenPrices,
    perSecond: dollars
      .meta({ description: 'For each second that the upstream works at a message; fractions count as such.' })
      .exactOptional(),
    models: z
      .record(z.string().min(1, 'must not be empty'), z.strictObject(tokenPrices))
      .meta({
        description:
          'Prices of tokens by the model that the agent reports, such as gpt-4o (which also stands for gpt-4o-2024-08-06).',
      })
      .exactOptional(),
  })
  .meta({
    description: 'What its work is charged with, in US dollars. That of an upstream replaces the whole of its agent.',
  })
