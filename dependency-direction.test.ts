import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { type DirectionRule, directionProblems, type PackageFacts } from './scripts/dependency-direction.ts'
import { ROOT, type WorkspacePackage, workspacePackages } from './scripts/workspace.ts'

/*
 * Who may know whom. Every package knows core, adapters also know adapter-kit, and only the apps know more; a package
 * uses of Node.js what its row names. Tests are exempt.
 */
const adapter: DirectionRule = { gateway: ['core', 'adapter-kit'], node: ['crypto'], hono: false }

const TABLE: Readonly<Record<string, DirectionRule>> = {
  // crypto: the ids of conversations are hashes.
  core: { gateway: [], node: ['crypto'], hono: false },
  'adapter-kit': {
    gateway: ['core'],
    node: ['crypto', 'dns', 'http', 'https', 'net', 'stream', 'string_decoder', 'tls', 'zlib'],
    hono: false,
  },
  'adapter-a2a': adapter,
  'adapter-langgraph': adapter,
  // stream: what the AWS SDK gives as a body.
  'adapter-bedrock-agentcore': { ...adapter, node: ['crypto', 'stream'] },
  'adapter-azure-foundry': adapter,
  adapters: {
    gateway: ['core', 'adapter-a2a', 'adapter-langgraph', 'adapter-azure-foundry', 'adapter-bedrock-agentcore'],
    node: [],
    hono: false,
  },
  tasks: { gateway: ['core'], node: ['crypto', 'timers/promises'], hono: false },
  router: { gateway: ['core'], node: ['crypto'], hono: false },
  auth: { gateway: ['core'], node: ['crypto'], hono: false },
  registry: { gateway: ['core'], node: ['crypto'], hono: false },
  'logging-otel': { gateway: ['core'], node: [], hono: false },
  'logging-prometheus': { gateway: ['core'], node: [], hono: false },
  logging: {
    gateway: ['core'],
    // fs, os: where records wait for a sink that is away, and who has that folder.
    node: ['async_hooks', 'crypto', 'fs', 'fs/promises', 'os', 'path', 'timers/promises'],
    hono: false,
  },
  sinks: { gateway: ['core', 'adapter-kit'], node: ['crypto', 'fs', 'fs/promises', 'path'], hono: false },
  store: {
    gateway: ['core'],
    node: ['async_hooks', 'crypto', 'fs', 'fs/promises', 'path', 'sqlite', 'url', 'worker_threads'],
    hono: false,
  },
  // http: the types of the raw request and response, which the fast path writes to.
  server: { gateway: ['core'], node: ['crypto', 'http'], hono: true },
  // It knows the gateway by its description alone, and runs in browsers.
  client: { gateway: [], node: [], hono: false },
  testing: { gateway: ['core'], node: ['crypto', 'events', 'http', 'net', 'timers/promises'], hono: false },
  // It knows the gateway by its API alone.
  admin: { gateway: ['client'], node: [], hono: false },
  app: { gateway: 'all', node: 'all', hono: true },
}

/** A package of its own is in the table; any other adapter may know what adapters may. */
function ruleOf(name: string): DirectionRule | undefined {
  return TABLE[name] ?? (name.startsWith('adapter-') ? adapter : undefined)
}

const TESTS = /\.(test|test-d|fixture)\.tsx?$|[/\\](test|tests|fixtures)[/\\]/

function factsOf({ folder, manifest }: WorkspacePackage): PackageFacts {
  const files = globSync(join(folder, 'src/**/*.{ts,tsx}'), { cwd: ROOT }).filter((path) => !TESTS.test(path))
  return {
    name: manifest.name.replace('@gateway/', ''),
    dependencies: Object.keys({
      ...manifest.dependencies,
      ...manifest.peerDependencies,
      ...manifest.optionalDependencies,
    }),
    sources: files.map((path) => ({
      path,
      imports: ts
        .preProcessFile(readFileSync(join(ROOT, path), 'utf8'), true, true)
        .importedFiles.map(({ fileName }) => fileName),
    })),
  }
}

describe('dependency direction', () => {
  for (const each of workspacePackages()) {
    it(each.manifest.name, () => {
      const facts = factsOf(each)
      expect(facts.sources).not.toEqual([])
      expect(directionProblems(facts, ruleOf(facts.name))).toEqual([])
    })
  }

  it('has no row without a package', () => {
    const names = workspacePackages().map(({ manifest }) => manifest.name.replace('@gateway/', ''))
    expect(Object.keys(TABLE).filter((name) => !names.includes(name))).toEqual([])
  })
})

describe('directionProblems', () => {
  const rule: DirectionRule = { gateway: ['core'], node: ['crypto'], hono: false }
  const facts = (imports: readonly string[], dependencies: readonly string[] = ['@gateway/core', 'zod']) => ({
    name: 'made-up',
    dependencies,
    sources: [{ path: 'packages/made-up/src/index.ts', imports }],
  })

  it('finds nothing in what the rule allows', () => {
    expect(directionProblems(facts(['./x.ts', '@gateway/core', 'zod', 'zod/mini', 'node:crypto']), rule)).toEqual([])
  })

  it.each([
    ['@gateway/store', 'may not know @gateway/store'],
    ['@gateway/made-up', 'imports itself by its name: import the file'],
    ['node:fs', 'may not use node:fs'],
    ['hono/cookie', 'may not use hono'],
    ['lru-cache', 'imports lru-cache, which its package.json does not declare'],
    ['fs', 'imports fs, which its package.json does not declare'],
    ['@scope/name/part', 'imports @scope/name, which its package.json does not declare'],
  ])('refuses %s', (specifier, problem) => {
    expect(directionProblems(facts([specifier]), rule)).toEqual([`packages/made-up/src/index.ts ${problem}`])
  })

  it('refuses a dependency that is declared and not used', () => {
    expect(directionProblems(facts([], ['@gateway/auth']), rule)).toEqual([
      '@gateway/made-up: package.json may not depend on @gateway/auth',
    ])
  })

  it('refuses a package without a rule', () => {
    expect(directionProblems(facts([]), undefined)).toHaveLength(1)
  })
})
