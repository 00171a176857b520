import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { clientTypes } from '../packages/client/client-types.ts'
import { ROOT } from './workspace.ts'

/* Writes the types of `@gateway/client` from docs/reference/openapi.json: `node scripts/write-client-types.ts`. */

writeFileSync(join(ROOT, 'packages/client/src/openapi.ts'), await clientTypes())
