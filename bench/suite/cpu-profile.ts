import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const callFrame = z.object({
  functionName: z.string(),
  url: z.string(),
  lineNumber: z.int(),
  columnNumber: z.int(),
})
const profile = z.object({
  nodes: z.array(z.object({ id: z.int(), callFrame, children: z.array(z.int()).optional() })),
  samples: z.array(z.int()),
  timeDeltas: z.array(z.number()),
})

/** What one function took by itself, without what it called. */
export interface SelfTime {
  readonly name: string
  /** File and line of the source. */
  readonly place: string
  readonly microseconds: number
}

const ROOT = resolve(import.meta.dirname, '../..')
const NOT_RUNNING = new Set(['(idle)', '(root)'])

/** Self times of a V8 CPU profile (`node --cpu-prof`), the greatest first; bundled code is led back to its source. */
export function selfTimes(path: string): SelfTime[] {
  const { nodes, samples, timeDeltas } = profile.parse(JSON.parse(readFileSync(path, 'utf8')))
  const taken = new Map<number, number>()
  samples.forEach((node, index) => {
    taken.set(node, (taken.get(node) ?? 0) + (timeDeltas[index] ?? 0))
  })
  const maps = new Map<string, SourceMap | undefined>()
  const functions = new Map<string, SelfTime>()
  for (const node of nodes) {
    const { functionName } = node.callFrame
    const microseconds = taken.get(node.id) ?? 0
    if (microseconds === 0 || NOT_RUNNING.has(functionName)) continue
    const place = placeOf(node.callFrame, maps)
    const name = functionName === '' ? '(anonymous)' : functionName
    const known = functions.get(`${name} ${place}`)
    functions.set(`${name} ${place}`, { name, place, microseconds: microseconds + (known?.microseconds ?? 0) })
  }
  return [...functions.values()].sort((one, other) => other.microseconds - one.microseconds)
}

/** The workspace's package, dependency or Node itself that a place belongs to. */
export function ownerOf(place: string): string {
  const dependency = /node_modules\/(?:\.pnpm\/[^/]+\/node_modules\/)?((?:@[^/]+\/)?[^/]+)/.exec(place)?.[1]
  if (dependency !== undefined) return dependency
  return /(?:^|\/)((?:packages|apps)\/[^/]+)\//.exec(place)?.[1] ?? 'node'
}

function placeOf(frame: z.infer<typeof callFrame>, maps: Map<string, SourceMap | undefined>): string {
  if (!frame.url.startsWith('file:')) return frame.url === '' ? '(native)' : `${frame.url}:${frame.lineNumber + 1}`
  const file = fileURLToPath(frame.url)
  if (!maps.has(file)) maps.set(file, sourceMapOf(file))
  const entry = maps.get(file)?.findEntry(frame.lineNumber, frame.columnNumber)
  if (entry === undefined || !('originalSource' in entry)) return `${relative(ROOT, file)}:${frame.lineNumber + 1}`
  return `${relative(ROOT, resolve(dirname(file), entry.originalSource))}:${entry.originalLine + 1}`
}

function sourceMapOf(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')))
  } catch {
    return undefined
  }
}
