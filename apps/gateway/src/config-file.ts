import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Adapter } from '@gateway/core'
import { agentDefinitionIssues } from '@gateway/registry'
import { type Document, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml'
import { z } from 'zod'
import { configFile, knownMembers } from './config-schema.ts'
import { importAdapters } from './import-adapters.ts'
import { definitionOfEntry } from './litellm-entry.ts'
import { isLitellmMember, type LitellmMembers, renameAgentList, withoutLitellmMembers } from './litellm-members.ts'
import { type ReadRedaction, readRedaction } from './read-redaction.ts'
import { type ReadSink, readSinks } from './read-sinks.ts'
import { builtInSinks } from './sinks.ts'
import { StartupError } from './startup-error.ts'

export type ConfigFile = Omit<z.infer<typeof configFile>, 'adapters' | 'sinks'> & {
  readonly path: string | undefined
  /** The built-in ones, and those that the file lists. */
  readonly adapters: readonly Adapter[]
  readonly sinks: readonly ReadSink[]
  /** `records.redact`, made ready. */
  readonly redaction?: ReadRedaction['redaction']
  /** Of a `config.yaml` of LiteLLM: what else is in it. */
  readonly litellm?: LitellmMembers
}

type Path = readonly PropertyKey[]
type Issue = { readonly path: Path; readonly message: string }
type Variables = Readonly<Record<string, string | undefined>>

/**
 * Reads the configuration file: `named`, else `./gateway.yaml` if it is there. `${NAME}` and `os.environ/NAME` in values
 * read the environment. What a `config.yaml` of LiteLLM has beside agents is passed over. Packages listed under `adapters:` are imported. Anything wrong stops the start with file, line,
 * place and remedy.
 */
export async function readConfigFile(
  named: string | undefined,
  variables: Variables,
  builtIn: readonly Adapter[],
): Promise<ConfigFile> {
  const path = resolve(named ?? 'gateway.yaml')
  if (named === undefined && !existsSync(path))
    return { ...configFile.parse({}), path: undefined, adapters: builtIn, sinks: [] }
  const text = readText(path)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const at = (offset: number | undefined) => (offset === undefined ? path : `${path}:${lines.linePos(offset).line}`)
  const [syntaxError] = document.errors
  if (syntaxError) throw new StartupError(`${at(syntaxError.pos[0])}: not valid YAML: ${syntaxError.message}`)

  renameAgentList(document)
  fillIn(document, variables, at)
  const { json, ...litellm } = withoutLitellmMembers(contentOf(document, path), variables)
  const place = ({ path, message }: Issue) => `${at(offsetOf(document, path))}: ${placeOf(path)}${message}`
  const refusal = (issues: readonly Issue[]) => new StartupError(issues.map(place).join(' | '))
  const result = configFile.safeParse(json)
  if (!result.success) throw refusal([...result.error.issues.flatMap(tell), ...duplicateNames(json)])
  const imported = await importAdapters(result.data.adapters, path, builtIn)
  const { issues: redactionIssues, ...redaction } = await readRedaction(result.data.records.redact, path)
  // Its agents would each be told to be wrong as well.
  const { sinks, issues: sinkIssues } = await readSinks(result.data.sinks, path, builtInSinks)
  const unready = [...imported.issues, ...redactionIssues, ...sinkIssues]
  if (unready.length > 0) throw refusal(unready)
  const adapters = [...builtIn, ...imported.adapters]
  const entries = result.data.agents.map(definitionOfEntry)
  const agents = entries.map(({ definition }) => definition)
  const issues = [
    ...entries.flatMap((entry, index) => entryIssues(entry, index, adapters)),
    ...duplicateNames({ agents }),
  ]
  if (issues.length > 0) throw refusal(issues)
  return { ...result.data, agents, path, adapters, sinks, ...redaction, ...litellm }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new StartupError(
      `The configuration file ${path} cannot be read (${error instanceof Error && 'code' in error ? error.code : 'unknown'}). Set GATEWAY_CONFIG to a file that is there, or unset it.`,
    )
  }
}

function contentOf(document: Document, path: string): unknown {
  try {
    return document.toJS() ?? {}
  } catch {
    throw new StartupError(`${path}: an alias (*name) has no anchor (&name) above it, or they are nested too deeply.`)
  }
}

function entryIssues(
  { definition, issue }: ReturnType<typeof definitionOfEntry>,
  index: number,
  adapters: readonly Adapter[],
): Issue[] {
  const issues = issue === undefined ? agentDefinitionIssues(definition, adapters) : [issue]
  return issues.map(({ path, message }) => ({ path: ['agents', index, ...path], message }))
}

/** An unknown member is reported at its own place. */
function tell(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }]
  const known = knownMembers(issue.path).join(', ')
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: `is not known here; known are ${known}` }))
}

function duplicateNames(json: unknown): Issue[] {
  const named = z.object({ agents: z.array(z.object({ name: z.string() })) }).safeParse(json)
  const names = named.success ? named.data.agents.map(({ name }) => name) : []
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: ['agents', index, 'name'], message: `'${name}' is the name of an agent above; choose another` }],
  )
}

/** Replaces `${NAME}` and `os.environ/NAME` by what the environment says. */
function fillIn(document: Document, variables: Variables, at: (offset: number | undefined) => string): void {
  const lookUp = (name: string, node: Node) => {
    const value = variables[name]
    if (value !== undefined) return value
    throw new StartupError(
      `${at(node.range?.[0])}: the environment variable ${name} is not set. Set it, or write the value itself.`,
    )
  }
  visit(document, {
    Pair: (_key, pair, path) => (isLitellmMember(pair, path.length) ? visit.SKIP : undefined),
    Scalar(_key, node) {
      if (typeof node.value !== 'string') return
      const whole = /^os\.environ\/(\w+)$/.exec(node.value)?.[1]
      node.value = whole
        ? lookUp(whole, node)
        : node.value.replace(/\$\{(\w+)\}/g, (_match, name: string) => lookUp(name, node))
    },
  })
}

/** Where the nearest node of a path begins; a missing member is reported at what should hold it. */
function offsetOf(document: Document, path: Path): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    if (isScalar(node) || (typeof node === 'object' && node !== null && 'range' in node)) {
      const range: unknown = node.range
      if (Array.isArray(range) && typeof range[0] === 'number') return range[0]
    }
  }
  return undefined
}

function placeOf(path: Path): string {
  const text = path.reduce<string>(
    (place, step) =>
      typeof step === 'number' ? `${place}[${step}]` : place === '' ? String(step) : `${place}.${String(step)}`,
    '',
  )
  return text === '' ? '' : `${text}: `
}
