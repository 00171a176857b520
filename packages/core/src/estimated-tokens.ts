import type { Part } from './protocol.ts'

/** Letters of a token in languages that write with letters, as the tokenizers of the usual models make them. */
const LETTERS = 4
/** From here on scripts have about one token for each character: Chinese, Japanese, Korean. */
const DENSE = 0x2e80
/** Of longer texts only so many characters are looked at. */
const SAMPLE = 65_536

/**
 * About how many tokens the texts and data of parts are to a language model, within a fifth or so for plain prose. Files
 * count nothing. Not rounded, so that pieces can be added. A guess and no tokenizer, because it is not known which model an agent uses.
 */
export function estimatedTokens(parts: readonly Part[]): number {
  let tokens = 0
  for (const { text, data } of parts) {
    if (text !== undefined) tokens += tokensOfText(text)
    else if (data !== undefined) tokens += tokensOfText(JSON.stringify(data))
  }
  return tokens
}

function tokensOfText(text: string): number {
  const looked = Math.min(text.length, SAMPLE)
  if (looked === 0) return 0
  let dense = 0
  for (let at = 0; at < looked; at += 1) if (text.charCodeAt(at) >= DENSE) dense += 1
  return (dense + (looked - dense) / LETTERS) * (text.length / looked)
}
