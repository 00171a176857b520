import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
/** Less than this fits into one packet anyway. */
const WORTH_COMPRESSING_BYTES = 1_024

export interface UiFile {
  readonly type: string
  readonly content: Uint8Array<ArrayBuffer>
  /** The same by gzip, made when it is first asked for; of what gains nothing by it, undefined. */
  readonly compressed: () => Promise<Uint8Array<ArrayBuffer>> | undefined
}

/** The files of a build by their path with slashes, such as `assets/index.js`. */
export type UiFiles = ReadonlyMap<string, UiFile>

/** Where a build of the UI may be: beside the built gateway, else where it is built in the repository. */
export const UI_FOLDERS: readonly string[] = ['./ui/', '../../admin/dist/'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
)

/** The files of the first folder that has a build in it; undefined where none has. */
export async function readUiFiles(folders: readonly string[]): Promise<UiFiles | undefined> {
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
    const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
    const files = await Promise.all(
      paths.map(async (path) => [relative(folder, path).split(sep).join('/'), await uiFile(path)] as const),
    )
    const found = new Map(files)
    if (found.has('index.html')) return found
  }
  return undefined
}

async function uiFile(path: string): Promise<UiFile> {
  const type = TYPES[extname(path)] ?? 'application/octet-stream'
  const content = new Uint8Array(await readFile(path))
  const gains = content.length >= WORTH_COMPRESSING_BYTES && !/^(?:image\/png|font\/)/.test(type)
  let compressed: Promise<Uint8Array<ArrayBuffer>> | undefined
  return {
    type,
    content,
    compressed() {
      if (!gains) return undefined
      compressed ??= promisify(gzip)(content).then((buffer) => new Uint8Array(buffer))
      return compressed
    },
  }
}
