import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Makes a folder and those above it. Node's own `recursive` never ends where the system makes none, as below `/proc`. */
export async function makeFolder(path: string): Promise<void> {
  const above = dirname(path)
  if (above === path || (await exists(path))) return
  await makeFolder(above)
  await mkdir(path).catch(async (error: unknown) => {
    // Another process may have been first.
    if (!(await exists(path))) throw error
  })
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  )
}
