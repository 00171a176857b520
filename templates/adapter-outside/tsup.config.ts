import { defineConfig } from 'tsup'

/** Node.js runs no TypeScript below node_modules, so a package is built. */
export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm'],
  target: 'node22',
  removeNodeProtocol: false,
  dts: true,
  sourcemap: true,
  clean: true,
})
