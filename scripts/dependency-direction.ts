/** What a package is allowed to know. */
export interface DirectionRule {
  /** Packages of this workspace, without the scope. */
  readonly gateway: readonly string[] | 'all'
  /** Modules of Node.js, without `node:`. */
  readonly node: readonly string[] | 'all'
  /** Whether the web framework may be used. */
  readonly hono: boolean
}

/** What a package says and does. */
export interface PackageFacts {
  /** Its name without the scope. */
  readonly name: string
  /** Everything in its package.json but the devDependencies. */
  readonly dependencies: readonly string[]
  /** Its sources without the tests. */
  readonly sources: readonly { readonly path: string; readonly imports: readonly string[] }[]
}

const SCOPE = '@gateway/'

/** The package an import is answered by: `hono/cookie` by `hono`, `@scope/name/part` by `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function allows(allowed: readonly string[] | 'all', name: string): boolean {
  return allowed === 'all' || allowed.includes(name)
}

function importProblem(facts: PackageFacts, rule: DirectionRule, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return undefined
  if (specifier.startsWith('node:')) {
    return allows(rule.node, specifier.slice('node:'.length)) ? undefined : `may not use ${specifier}`
  }
  const name = packageOf(specifier)
  if (name === SCOPE + facts.name) return 'imports itself by its name: import the file'
  if (name.startsWith(SCOPE) && !allows(rule.gateway, name.slice(SCOPE.length))) return `may not know ${name}`
  if (name === 'hono' && !rule.hono) return 'may not use hono'
  return facts.dependencies.includes(name) ? undefined : `imports ${name}, which its package.json does not declare`
}

/** Every way in which a package breaks its rule, as one line each. None: an empty list. */
export function directionProblems(facts: PackageFacts, rule: DirectionRule | undefined): readonly string[] {
  if (rule === undefined) return [`${SCOPE}${facts.name} is not in the table of dependency-direction.test.ts: add it`]
  const declared = facts.dependencies
    .filter((name) => name.startsWith(SCOPE) && !allows(rule.gateway, name.slice(SCOPE.length)))
    .map((name) => `${SCOPE}${facts.name}: package.json may not depend on ${name}`)
  const imported = facts.sources.flatMap(({ path, imports }) =>
    imports.flatMap((specifier) => {
      const problem = importProblem(facts, rule, specifier)
      return problem === undefined ? [] : [`${path} ${problem}`]
    }),
  )
  return [...declared, ...imported]
}
