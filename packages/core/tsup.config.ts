import { defineConfig } from 'tsup'
import { library } from '../../tsup.config.ts'

/** The bridges to the official SDK are an entry of their own: only who imports them needs it. */
export default defineConfig({ ...library, entry: ['src/index.ts', 'src/a2a-sdk.ts'] })
