/** Encrypts what is stored. `decrypt` throws when the text was not made with the same key. */
export interface Cipher {
  encrypt(text: string): string
  decrypt(text: string): string
}
