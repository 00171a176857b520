import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readEnvironment } from '../apps/gateway/src/environment.ts'
import { startGateway } from '../apps/gateway/src/gateway.ts'
import { ROOT } from './workspace.ts'

/* Writes what a gateway answers at GET /openapi.json: `node scripts/write-openapi.ts`. */

const silent = () => {}
const folder = mkdtempSync(join(tmpdir(), 'gateway-openapi-'))
const gateway = await startGateway({
  environment: readEnvironment({
    PORT: '0',
    DATABASE_URL: `sqlite:${join(folder, 'gateway.db')}`,
    GATEWAY_MASTER_KEY: 'sk-only-to-write-the-description',
    DRAIN_SECONDS: '0',
  }),
  variables: {},
  logger: { debug: silent, info: silent, warn: silent, error: silent },
})
const document: unknown = await (await fetch(`${gateway.url}/openapi.json`)).json()
await gateway.stop()
rmSync(folder, { recursive: true, force: true })
writeFileSync(join(ROOT, 'docs/reference/openapi.json'), `${JSON.stringify(document, null, 2)}\n`)
