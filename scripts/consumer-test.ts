import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fail, pack, publishablePackages, ROOT, readIfThere, run, type WorkspacePackage } from './workspace.ts'

/*
 * A user's view: every publishable package is packed, the tarballs are installed with npm into an empty project outside
 * the workspace, and there the example of each package's README is type-checked strictly and run.
 * Needs a build: `pnpm check:consumer`.
 */

interface Example {
  readonly name: string
  /** Its file in the project. */
  readonly file: string
  readonly code: string
}

/** The TypeScript examples of a README. */
function examplesOf({ folder, manifest }: WorkspacePackage): readonly Example[] {
  const readme = readIfThere(join(ROOT, folder, 'README.md'))
  if (readme === undefined)
    fail(`${manifest.name}: there is no README.md in ${folder}. Write one with a \`\`\`ts example.`)
  const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code ?? '')
  if (blocks.length === 0) fail(`${manifest.name}: ${folder}/README.md has no \`\`\`ts example.`)
  return blocks.map((code, index) => ({
    name: `${manifest.name}, example ${index + 1} of its README`,
    file: `${basename(folder)}-${index + 1}.ts`,
    code,
  }))
}

function writeProject(project: string, tarballs: ReadonlyMap<string, string>, examples: readonly Example[]): void {
  const packages = Object.fromEntries([...tarballs].map(([name, path]) => [name, `file:${path}`]))
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
  writeFileSync(
    join(project, 'package.json'),
    json({
      name: 'consumer',
      private: true,
      type: 'module',
      dependencies: { ...packages, '@types/node': '^24.0.0', typescript: '^6.0.3' },
      // Packages that need each other get each other's tarballs, not what a registry has.
      overrides: packages,
    }),
  )
  writeFileSync(
    join(project, 'tsconfig.json'),
    json({
      compilerOptions: {
        target: 'es2024',
        lib: ['es2024', 'esnext.disposable'],
        module: 'nodenext',
        moduleResolution: 'nodenext',
        types: ['node'],
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        verbatimModuleSyntax: true,
        skipLibCheck: false,
        noEmit: true,
      },
      include: ['*.ts'],
    }),
  )
  for (const { file, code } of examples) writeFileSync(join(project, file), code)
}

/** The compiler's words about each example; other files' are given to every example. */
function complaintsAbout(example: Example, compilerOutput: string): readonly string[] {
  return compilerOutput.split('\n').filter((line) => line.startsWith(example.file))
}

const project = mkdtempSync(join(tmpdir(), 'consumer-test-'))
try {
  const packages = publishablePackages()
  const examples = packages.flatMap(examplesOf)
  const tarballs = new Map<string, string>()
  for (const each of packages) tarballs.set(each.manifest.name, await pack(each, project))
  writeProject(project, tarballs, examples)

  const installed = await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: project })
  if (installed.code !== 0) fail(`npm could not install the packed packages:\n${installed.output}`)

  const compiled = await run(process.execPath, ['node_modules/typescript/bin/tsc'], { cwd: project })
  const exampleFiles = new Set(examples.map(({ file }) => file))
  const elsewhere = compiled.output
    .split('\n')
    .filter((line) => line.includes('error TS') && !exampleFiles.has(line.split('(')[0] ?? ''))
  if (elsewhere.length > 0) console.log(`FAILED types of what is installed:\n${elsewhere.join('\n')}`)

  let failed = elsewhere.length > 0 ? 1 : 0
  for (const example of examples) {
    const complaints = complaintsAbout(example, compiled.output)
    const ran = await run(process.execPath, ['--disable-warning=ExperimentalWarning', example.file], {
      cwd: project,
      timeoutSeconds: 30,
    })
    const problems = [
      ...(complaints.length > 0 ? [`does not type-check:\n${complaints.join('\n')}`] : []),
      ...(ran.code === 0 ? [] : [`ended with ${ran.code ?? 'a time-out after 30 s'}:\n${ran.output.trim()}`]),
    ]
    console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${example.name}`)
    for (const problem of problems) console.log(problem)
    if (problems.length > 0) failed += 1
  }
  console.log(`Examples: ${examples.length + (elsewhere.length > 0 ? 1 : 0) - failed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
} finally {
  rmSync(project, { recursive: true, force: true })
}
