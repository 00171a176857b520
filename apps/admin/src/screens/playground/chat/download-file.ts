/** How many bytes a base64 text stands for. */
export const base64Size = (base64: string) => Math.floor((base64.replace(/=+$/, '').length * 3) / 4)

/** Saves the bytes of a base64 text as a file of the reader's; says what is wrong where it is none. */
export function downloadFile(name: string, mediaType: string | undefined, base64: string): string | undefined {
  const binary = decoded(base64)
  if (binary === undefined) return 'The agent sent something that is not base64. Its maker has to mend that.'
  const content = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([content], { type: mediaType ?? 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
  return undefined
}

function decoded(base64: string): string | undefined {
  try {
    // Some write it for addresses.
    return atob(base64.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return undefined
  }
}
