import type { Usage } from './usage.ts'

/** What the tokens of one model are charged with, in US dollars. What is absent is charged as of any other model. */
export interface TokenPrices {
  readonly perInputToken?: number | undefined
  readonly perOutputToken?: number | undefined
}

/** What an agent's work is charged with, in US dollars. What is absent costs nothing. */
export interface AgentCost extends TokenPrices {
  /** For each message that the agent takes up. */
  readonly perCall?: number | undefined
  /** For each second from when a message is handed to the agent until its work ends; fractions count as such. */
  readonly perSecond?: number | undefined
  /** By the model that the agent says it used. A name also stands for its dated versions (`gpt-4o` for `gpt-4o-2024-08-06`). */
  readonly models?: Readonly<Record<string, TokenPrices>> | undefined
}

/**
 * US dollars for one run that took so many seconds: what the vendor says that it cost, else what its tokens cost here, and
 * in either case the price of the call and of its seconds. `undefined` where neither the vendor nor the agent's definition
 * names a price.
 */
export function costOf(usage: Usage | undefined, cost: AgentCost | undefined, seconds = 0): number | undefined {
  const { perCall, perSecond } = cost ?? {}
  const priced = perCall !== undefined || perSecond !== undefined || isPricedByToken(cost)
  if (!priced && usage?.cost === undefined) return undefined
  return (perCall ?? 0) + seconds * (perSecond ?? 0) + (usage?.cost ?? tokenCost(usage, cost))
}

/** Whether tokens have a price. */
export function isPricedByToken({ perInputToken, perOutputToken, models }: AgentCost = {}): boolean {
  return perInputToken !== undefined || perOutputToken !== undefined || models !== undefined
}

function tokenCost(usage: Usage | undefined, cost: AgentCost | undefined): number {
  if (usage === undefined) return 0
  const model = modelPrices(usage.model, cost?.models)
  const perInputToken = model?.perInputToken ?? cost?.perInputToken ?? 0
  const perOutputToken = model?.perOutputToken ?? cost?.perOutputToken ?? 0
  const { inputTokens, outputTokens, totalTokens = 0 } = usage
  // Of a sum alone it is not known what was made.
  if (inputTokens === undefined && outputTokens === undefined) return totalTokens * perInputToken
  return (inputTokens ?? 0) * perInputToken + (outputTokens ?? 0) * perOutputToken
}

/** `-2024-08-06` or `-20241022` at the end of a model's name. */
const DATED = /-(?:\d{4}-\d{2}-\d{2}|\d{8})$/

function modelPrices(model: string | undefined, models: AgentCost['models']): TokenPrices | undefined {
  if (model === undefined || models === undefined) return undefined
  const own = (name: string) => (Object.hasOwn(models, name) ? models[name] : undefined)
  return own(model) ?? own(model.replace(DATED, ''))
}
