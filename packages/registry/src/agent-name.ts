import { z } from 'zod'

/** Words that mean something else where an agent is named, such as in a grant. */
const RESERVED = ['all', 'none', 'selected']

/** Ids are UUIDs (registered over the API) or SHA-256 in hex (from the file): a name of that shape could pass for another agent. */
const LOOKS_LIKE_AN_ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/i

// A name stands in a URL path as one segment, in log lines and in grants.
const CONTROL_CHARACTER = /\p{Cc}/u

function nameProblem(name: string): string | undefined {
  if (name.length === 0 || name.length > 128) return 'must have 1 to 128 characters'
  if (name !== name.trim()) return 'must not begin or end with a space'
  if (/[/\\?#%]/.test(name)) return 'must not contain any of / \\ ? # %'
  if (CONTROL_CHARACTER.test(name) || !name.isWellFormed()) return 'must not contain control characters'
  if (name.startsWith('.')) return 'must not begin with a full stop'
  if (RESERVED.includes(name.toLowerCase())) return `must not be "${name}": that word means a kind of access`
  if (LOOKS_LIKE_AN_ID.test(name)) return 'must not look like the id of an agent (a UUID, or 64 hexadecimal digits)'
  return undefined
}

/** The name of an agent: unique, and one segment of the path under which it is served. */
export const agentName = z
  .string()
  .check((context) => {
    const problem = nameProblem(context.value)
    if (problem !== undefined) context.issues.push({ code: 'custom', message: problem, input: context.value })
  })
  .meta({ description: 'Unique name of the agent; it is served under /a2a/<name>.', minLength: 1, maxLength: 128 })
