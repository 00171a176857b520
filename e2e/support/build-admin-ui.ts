import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** Before all tests: the admin UI stands where the gateway looks for it, built from what is here. */
export async function setup(): Promise<void> {
  await promisify(execFile)('sh', [fileURLToPath(new URL('../../scripts/build-admin-ui.sh', import.meta.url))])
}
