import { execFile, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

/** The repository's folder. */
export const ROOT: string = resolve(import.meta.dirname, '..')

const dependencies = z.record(z.string(), z.string()).default({})

const manifestSchema = z.object({
  name: z.string(),
  version: z.string().default('0.0.0'),
  private: z.boolean().default(false),
  dependencies,
  peerDependencies: dependencies,
  optionalDependencies: dependencies,
})

export type Manifest = z.infer<typeof manifestSchema>

/** A package of the workspace: its folder below the root (`packages/core`) and what its package.json says. */
export interface WorkspacePackage {
  readonly folder: string
  readonly manifest: Manifest
}

function packagesIn(parent: string): readonly WorkspacePackage[] {
  return readdirSync(join(ROOT, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => {
      const folder = join(parent, entry.name)
      const text = readIfThere(join(ROOT, folder, 'package.json'))
      return text === undefined ? [] : [{ folder, manifest: manifestSchema.parse(JSON.parse(text)) }]
    })
}

/** Every package below packages/, apps/ and templates/. */
export function workspacePackages(): readonly WorkspacePackage[] {
  return ['packages', 'apps', 'templates'].flatMap(packagesIn)
}

/** What a release publishes: the packages below packages/ that are not private. */
export function publishablePackages(): readonly WorkspacePackage[] {
  return packagesIn('packages').filter(({ manifest }) => !manifest.private)
}

/** The text of a file, or undefined where there is none. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

export interface CommandResult {
  readonly code: number | null
  /** What the command wrote, both streams in the order they came. */
  readonly output: string
}

/** Runs a program to its end. The workspace's own programs are found first. */
export function run(
  command: string,
  commandArguments: readonly string[],
  options: { readonly cwd?: string; readonly environment?: NodeJS.ProcessEnv; readonly timeoutSeconds?: number } = {},
): Promise<CommandResult> {
  const environment = options.environment ?? process.env
  const child = spawn(command, commandArguments, {
    cwd: options.cwd ?? ROOT,
    env: { ...environment, PATH: [join(ROOT, 'node_modules/.bin'), environment.PATH ?? ''].join(delimiter) },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: (options.timeoutSeconds ?? 120) * 1000,
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('close', (code) => done({ code, output }))
  })
}

/** How pnpm is called: by its name where a script of pnpm's runs this, else through npx. */
export const PNPM: readonly [string, ...string[]] = process.env.npm_config_user_agent?.startsWith('pnpm/')
  ? ['pnpm']
  : ['npx', '--yes', 'pnpm']

/** Packs a package as a release would and gives the tarball's path. */
export async function pack(workspacePackage: WorkspacePackage, destination: string): Promise<string> {
  const [program, ...before] = PNPM
  const packing = [...before, 'pack', '--json', '--pack-destination', destination]
  const { stdout } = await promisify(execFile)(program, packing, {
    cwd: join(ROOT, workspacePackage.folder),
  })
  const { filename } = z.object({ filename: z.string() }).parse(JSON.parse(stdout))
  return resolve(join(ROOT, workspacePackage.folder), filename)
}

/** Says why and ends with exit code 1. */
export function fail(reason: string): never {
  console.error(reason)
  process.exit(1)
}
