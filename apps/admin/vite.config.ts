import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where the gateway is that `pnpm dev` shows the UI of. */
const GATEWAY = 'http://127.0.0.1:4000'

export default defineConfig({
  base: '/ui/',
  plugins: [react()],
  build: {
    target: 'es2023',
    // The gateway's policy allows neither inline scripts nor data: addresses of scripts and styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Two pages: the admin UI, and the hub, which loads none of it.
      input: ['index.html', 'hub.html'],
      onLog: (level, log, handle) => {
        // React's libraries mark their modules for servers, which bundlers do not need to know.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log)
      },
    },
  },
  server: { proxy: { '^/(?:v1|public)/': { target: GATEWAY, changeOrigin: true } } },
})
