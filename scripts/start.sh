#!/bin/sh
# `pnpm start`: installs what the gateway needs, builds it and becomes it, in the folder it was called in.
set -eu

# A full install, as `pnpm test` makes one, has all that is needed and stays as it is. Otherwise only the gateway and
# what it runs on is installed: no test databases, linters or compilers for other things (docs/decisions/0003).
if [ -e node_modules/vitest ]; then
  pnpm install --silent
else
  [ -e node_modules ] || echo 'Installing. This takes less than a minute, and only the first time.'
  pnpm install --silent --prod --filter '@gateway/app...'
  # Node.js comes with headers to compile against and an npm of its own: 68 MB that nothing here uses.
  for part in include lib share; do
    rm -rf node_modules/.pnpm/node@*/node_modules/node/node_modules/node-*/$part
  done
  # What vendors' SDKs bring along for browsers, and tables of tokenizers of which only the part without tables is loaded.
  rm -rf node_modules/.pnpm/@azure+msal-browser@*/node_modules/@azure/msal-browser/dist \
    node_modules/.pnpm/@azure+msal-browser@*/node_modules/@azure/msal-browser/lib \
    node_modules/.pnpm/js-tiktoken@*/node_modules/js-tiktoken/dist/ranks \
    node_modules/.pnpm/js-tiktoken@*/node_modules/js-tiktoken/dist/index.*js
  # Source maps are a quarter of what is left, and are read by debuggers alone.
  find node_modules/.pnpm -name '*.map' -type f -delete
fi

sh scripts/build-admin-ui.sh

(cd apps/gateway && node_modules/.bin/tsup --silent)

# Little of what a call leaves behind lives on: to share out its collection among threads costs more than it saves
# (bench/README.md).
exec apps/gateway/node_modules/.bin/node --no-parallel-scavenge --import ./scripts/stop-with-npx.ts apps/gateway/dist/main.js "$@"
