import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'templates/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.ts',
      'e2e/**/*.test.ts',
      'examples/*/*.test.ts',
      '*.test.ts',
    ],
    // Once for all, as files that open it in a browser run side by side.
    globalSetup: 'e2e/support/build-admin-ui.ts',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores: more workers only make servers and databases wait for each other.
    maxWorkers: 2,
  },
})
