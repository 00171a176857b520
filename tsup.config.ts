import { defineConfig } from 'tsup'

/** How every publishable package is built: one ESM entry with its types. */
export const library = defineConfig({
  entry: ['src/index.ts'],
  format: ['esm'],
  target: 'node22',
  removeNodeProtocol: false,
  dts: true,
  sourcemap: true,
  clean: true,
})

export default library
