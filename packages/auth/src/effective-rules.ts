import type { AgentGrant, AgentRestriction, AgentRule, EffectiveGrant } from '@gateway/core'
import { EVERYWHERE } from '@gateway/core'

/** What several grants together are narrowed to; `undefined` where none of them is. */
export function effectiveRules(grants: readonly AgentGrant[]): EffectiveGrant['rules'] {
  const narrowed = grants.flatMap(({ restrictions }) => (restrictions === undefined ? [] : [restrictions]))
  if (narrowed.length === 0) return undefined
  const ruleFor = (id: string): AgentRule =>
    narrowed
      .flatMap((restrictions) =>
        id === EVERYWHERE ? [restrictions[id]] : [restrictions[EVERYWHERE], restrictions[id]],
      )
      .reduce<AgentRule>(narrow, {})
  const ids = new Set(narrowed.flatMap((restrictions) => Object.keys(restrictions)))
  const at = new Map([...ids].filter((id) => id !== EVERYWHERE).map((id) => [id, ruleFor(id)]))
  return { at, ...(ids.has(EVERYWHERE) ? { everywhere: ruleFor(EVERYWHERE) } : {}) }
}

function narrow(rule: AgentRule, restriction: AgentRestriction | undefined): AgentRule {
  const { operations, skills } = restriction ?? {}
  return {
    ...rule,
    ...(operations === undefined ? {} : { operations: common(rule.operations, operations) }),
    ...(skills === undefined ? {} : { skills: common(rule.skills, skills) }),
  }
}

function common<Member>(left: ReadonlySet<Member> | undefined, right: readonly Member[]): ReadonlySet<Member> {
  return new Set(left === undefined ? right : right.filter((member) => left.has(member)))
}
