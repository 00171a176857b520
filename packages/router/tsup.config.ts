import { defineConfig } from 'tsup'
import { library } from '../../tsup.config.ts'

/** The conformance suite of strategies is an entry of its own: it needs vitest. */
export default defineConfig({ ...library, entry: ['src/index.ts', 'src/testing.ts'] })
