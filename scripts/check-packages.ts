import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail, pack, publishablePackages, run, type WorkspacePackage } from './workspace.ts'

/* Packs every publishable package and lets publint and attw look at the tarball. Needs a build: `pnpm check:packages`. */

const folder = mkdtempSync(join(tmpdir(), 'check-packages-'))

async function problemsOf(workspacePackage: WorkspacePackage): Promise<readonly string[]> {
  const { name } = workspacePackage.manifest
  const tarball = await pack(workspacePackage, folder)
  const contents = await run('tar', ['-tzf', tarball])
  const missing = ['package/LICENSE', 'package/README.md', 'package/dist/index.js', 'package/dist/index.d.ts']
    .filter((file) => !contents.output.split('\n').includes(file))
    .map((file) => `${name}: ${file.replace('package/', '')} is not in the tarball`)
  const checks = [
    { tool: 'publint', result: await run('publint', ['run', tarball, '--strict']) },
    { tool: 'attw', result: await run('attw', [tarball, '--profile', 'esm-only', '--no-emoji', '--no-color']) },
  ]
  const refused = checks
    .filter(({ result }) => result.code !== 0)
    .map(({ tool, result }) => `${name}: ${tool}\n${result.output.trim()}`)
  return [...missing, ...refused]
}

try {
  let failed = 0
  const packages = publishablePackages()
  if (packages.length === 0) fail('There is no publishable package below packages/.')
  for (const workspacePackage of packages) {
    const problems = await problemsOf(workspacePackage)
    console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${workspacePackage.manifest.name}`)
    for (const problem of problems) console.log(problem)
    if (problems.length > 0) failed += 1
  }
  console.log(`Packages: ${packages.length - failed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
