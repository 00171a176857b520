import { defineConfig } from 'tsup'
import { library } from '../../tsup.config.ts'

/** The worker is a file of its own: a thread starts from it. */
export default defineConfig({ ...library, entry: ['src/index.ts', 'src/sqlite-worker.ts'], splitting: false })
