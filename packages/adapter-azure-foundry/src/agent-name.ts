import { z } from 'zod'

/** The rule of the service: letters, digits and hyphens, neither at the beginning nor at the end a hyphen. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/
/** How agents of the classic service (assistants) are named. */
const CLASSIC = /^asst_/

const IS_CLASSIC =
  'asst_… is the id of a classic agent (an assistant). This adapter calls the agents of the new Foundry Agent Service by their names; Microsoft retires the classic ones on 2027-03-31. How to move one over: docs/adapters/azure-foundry-migration.md and https://learn.microsoft.com/azure/foundry/agents/how-to/migrate'

/** The name of an agent in its project. It stands in URLs, and the SDK puts it there as it is. */
export const agentName = z
  .string()
  .refine((name) => !CLASSIC.test(name), { error: IS_CLASSIC, abort: true })
  .regex(NAME, "An agent's name has letters, digits and hyphens, at most 63, such as travel-planner.")
