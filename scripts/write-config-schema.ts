import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { adapters } from '../apps/gateway/src/adapters.ts'
import { configJsonSchema } from '../apps/gateway/src/config-schema.ts'
import { ROOT } from './workspace.ts'

/* Writes the JSON Schema of gateway.yaml, which editors check the file by: `node scripts/write-config-schema.ts`. */

const path = join(ROOT, 'docs/reference/gateway.schema.json')
mkdirSync(dirname(path), { recursive: true })
writeFileSync(path, `${JSON.stringify(configJsonSchema(adapters), null, 2)}\n`)
