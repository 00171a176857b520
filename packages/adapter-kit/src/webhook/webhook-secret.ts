const PREFIX = 'whsec_'
/** Of bytes, as Standard Webhooks has it. */
const [LEAST, MOST] = [24, 64]

/** Whether a text is a secret that webhooks are signed with: `whsec_` and 24 to 64 bytes in Base64. */
export const isWebhookSecret = (text: string): boolean => {
  if (!/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(text)) return false
  const { length } = webhookKey(text)
  return length >= LEAST && length <= MOST
}

/** The bytes that a secret stands for. */
export const webhookKey = (secret: string): Buffer => Buffer.from(secret.slice(PREFIX.length), 'base64')
