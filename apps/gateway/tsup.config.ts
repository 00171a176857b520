import { cp } from 'node:fs/promises'
import { defineConfig } from 'tsup'

/** One file with the workspace's own packages in it; the SQLite worker stands beside it. */
export default defineConfig({
  entry: { main: 'src/main.ts', 'sqlite-worker': '../../packages/store/src/sqlite-worker.ts' },
  format: ['esm'],
  target: 'node24',
  noExternal: [/^@gateway\//],
  // CommonJS packages in the bundle ask for Node's own modules by require().
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  // `sqlite` exists under its node: name alone.
  removeNodeProtocol: false,
  splitting: false,
  sourcemap: true,
  clean: true,
  // The admin UI goes with the gateway where it has been built; without it, /ui says so.
  onSuccess: () => cp('../admin/dist', 'dist/ui', { recursive: true }).catch(() => {}),
})
