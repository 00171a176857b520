import type { Artifact, Part, TaskArtifactUpdateEvent } from './protocol.ts'

interface Growing {
  /** Everything but its parts. */
  described: Artifact
  readonly parts: Part[]
}

/** Puts artifacts together out of updates, in the order in which they first came. */
export function createArtifactAssembly(start: readonly Artifact[]) {
  const artifacts = new Map<string, Growing>(start.map((artifact) => [artifact.artifactId, begin(artifact)]))
  return {
    add({ artifact, append }: TaskArtifactUpdateEvent): void {
      const growing = append === true ? artifacts.get(artifact.artifactId) : undefined
      if (growing === undefined) {
        artifacts.set(artifact.artifactId, begin(artifact))
      } else {
        growing.described = merged(growing.described, artifact)
        appendParts(growing.parts, artifact.parts)
      }
    },
    result: (): readonly Artifact[] =>
      [...artifacts.values()].map(({ described, parts }) => ({ ...described, parts: [...parts] })),
  }
}

function begin(artifact: Artifact): Growing {
  return { described: artifact, parts: [...artifact.parts] }
}

/** Later chunks may add to what is said about the artifact; most say nothing but its id. */
function merged(described: Artifact, chunk: Artifact): Artifact {
  const { artifactId: _artifactId, parts: _parts, metadata, ...others } = chunk
  const says = metadata !== undefined || Object.keys(others).length > 0
  if (!says) return described
  return {
    ...described,
    ...others,
    ...(metadata === undefined ? {} : { metadata: { ...described.metadata, ...metadata } }),
  }
}

/** Only the seam between two chunks is joined: parts that came together were meant apart. */
function appendParts(parts: Part[], chunk: readonly Part[]): void {
  const last = parts.at(-1)
  const [first, ...others] = chunk
  if (first === undefined) return
  if (last?.text !== undefined && first.text !== undefined && differOnlyInText(last, first)) {
    // The engine keeps such sums as trees and writes them out once, so this stays linear.
    parts[parts.length - 1] = { ...last, text: last.text + first.text }
  } else {
    parts.push(first)
  }
  for (const part of others) parts.push(part)
}

function differOnlyInText(left: Part, right: Part): boolean {
  const count = Object.keys(left).length
  if (count !== Object.keys(right).length) return false
  return count === 1 || JSON.stringify({ ...left, text: '' }) === JSON.stringify({ ...right, text: '' })
}
