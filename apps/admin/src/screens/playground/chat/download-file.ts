/** How many bytes a base64 text stands for. */
export const base64Size = (base64: string) => Math.floor((base64.replace(/=+$/, '').length * 3) / 4)

/** Saves the bytes of a base64 text as a file of the reader's. */
export function downloadFile(name: string, mediaType: string | undefined, base64: string): void {
  // Some write it for addresses.
  const binary = atob(base64.replaceAll('-', '+').replaceAll('_', '/'))
  const content = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([content], { type: mediaType ?? 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
