import { type RequirementId, requirements } from '../requirements.ts'

/** Says which requirements a test proves. `requirements.test.ts` finds the calls and fails for those that nobody proves. */
export function verifies(...ids: readonly RequirementId[]): void {
  for (const id of ids) if (!(id in requirements)) throw new Error(`no such requirement: ${id}`)
}
