#!/bin/sh
# Builds the admin UI to where the gateway looks for it, unless it is built from what is here.
set -eu
cd "$(dirname "$0")/../apps/admin"
built=dist/index.html
if [ ! -e $built ] || [ -n "$(find src public index.html hub.html vite.config.ts package.json ../../packages/client/src -newer $built | head -1)" ]; then
  NODE_ENV=production node_modules/.bin/vite build --logLevel error
fi
