import type { Artifact, Part, TaskArtifactUpdateEvent } from './protocol.ts'

interface Growing {
  /** Everything but its parts. */
  described: Artifact
  readonly parts: Part[]
  /** Text that goes on from that of the last part; joined when the whole is asked for. */
  pieces: string[]
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
        appendParts(growing, artifact.parts)
      }
    },
    result: (): readonly Artifact[] => [...artifacts.values()].map(whole),
  }
}

function begin(artifact: Artifact): Growing {
  return { described: artifact, parts: [...artifact.parts], pieces: [] }
}

function whole(growing: Growing): Artifact {
  joinPieces(growing)
  return { ...growing.described, parts: [...growing.parts] }
}

/** Later chunks may add to what is said about the artifact; most say nothing but its id. */
function merged(described: Artifact, chunk: Artifact): Artifact {
  if (hasNoMoreThan(chunk, 'artifactId', 'parts')) return described
  const { artifactId: _artifactId, parts: _parts, metadata, ...others } = chunk
  return {
    ...described,
    ...others,
    ...(metadata === undefined ? {} : { metadata: { ...described.metadata, ...metadata } }),
  }
}

/** Only the seam between two chunks is joined: parts that came together were meant apart. */
function appendParts(growing: Growing, chunk: readonly Part[]): void {
  const last = growing.parts.at(-1)
  let seam = true
  for (const part of chunk) {
    if (seam && last?.text !== undefined && part.text !== undefined && differOnlyInText(last, part)) {
      if (part.text !== '') growing.pieces.push(part.text)
    } else {
      joinPieces(growing)
      growing.parts.push(part)
    }
    seam = false
  }
}

/** One text instead of many small ones, which would be a burden for as long as the whole is kept. */
function joinPieces(growing: Growing): void {
  const last = growing.parts.at(-1)
  if (last?.text === undefined || growing.pieces.length === 0) return
  growing.parts[growing.parts.length - 1] = { ...last, text: [last.text, ...growing.pieces].join('') }
  growing.pieces = []
}

function differOnlyInText(left: Part, right: Part): boolean {
  if (hasNoMoreThan(left, 'text') && hasNoMoreThan(right, 'text')) return true
  if (Object.keys(left).length !== Object.keys(right).length) return false
  return JSON.stringify({ ...left, text: '' }) === JSON.stringify({ ...right, text: '' })
}

function hasNoMoreThan(object: object, one: string, other = one): boolean {
  for (const name in object) if (name !== one && name !== other) return false
  return true
}
