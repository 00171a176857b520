import openapiTypescript, { astToString } from 'openapi-typescript'

/** The types of the described API, as the package has them. */
export async function clientTypes(): Promise<string> {
  const description = new URL('../../docs/reference/openapi.json', import.meta.url)
  return `/* Made from docs/reference/openapi.json by \`pnpm schema\`. */\n\n${astToString(await openapiTypescript(description))}`
}
