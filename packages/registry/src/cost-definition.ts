import { z } from 'zod'

const dollars = z.number().nonnegative('must not be less than 0 dollars')

/** Prices of an agent's or an upstream's work. */
export const costDefinition = z
  .strictObject({
    perCall: dollars.meta({ description: 'For each message that the agent takes up.' }).exactOptional(),
    perInputToken: dollars.meta({ description: 'For each token that the agent reports to have read.' }).exactOptional(),
    perOutputToken: dollars
      .meta({ description: 'For each token that the agent reports to have made.' })
      .exactOptional(),
  })
  .meta({ description: 'What its work is charged with, in US dollars.' })
