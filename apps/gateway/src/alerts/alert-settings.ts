import { guardUrl, isWebhookSecret } from '@gateway/adapter-kit'
import { z } from 'zod'

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : url)

const webhook = z
  .strictObject({
    name: z
      .string('must be a text')
      .trim()
      .min(1, 'must not be empty')
      .max(100, 'must have at most 100 characters')
      .optional()
      .meta({
        description: 'What it is called where it is shown; its address is not. Default: where it is, without the path.',
      }),
    url: z
      .string('must be a URL')
      .superRefine((url, context) => {
        try {
          guardUrl(url, { field: 'It' })
        } catch (error) {
          context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'cannot be read' })
        }
      })
      .meta({ description: 'Where alerts are sent. It may be private, as far as UPSTREAM_ALLOW lets it.' }),
    secret: z
      .string('must be a text')
      .refine(isWebhookSecret, 'must be whsec_ and 24 to 64 bytes in Base64: echo "whsec_$(openssl rand -base64 32)"')
      .meta({ description: 'What messages are signed with. Best read from an environment variable.' }),
  })
  .transform(({ name, ...rest }) => ({ name: name ?? originOf(rest.url), ...rest }))

/** Who is told of what an operator should hear of. */
export const alertSettings = z.strictObject({
  webhooks: z
    .array(webhook, 'must be a list')
    .max(16, 'must be at most 16')
    .default([])
    .superRefine((webhooks, context) => {
      const names = webhooks.map(({ name }) => name)
      for (const [index, name] of names.entries()) {
        if (names.indexOf(name) === index) continue
        context.addIssue({
          code: 'custom',
          path: [index],
          message: `is called ${name} as another is: give each a name of its own`,
        })
      }
    })
    .meta({ description: 'Each gets every alert. Without one, there are none.' }),
})

export type AlertSettings = z.output<typeof alertSettings>

/** The members that a place under `alerts` may have. */
export function alertMembers([, second]: readonly PropertyKey[]): readonly string[] {
  return Object.keys(second === 'webhooks' ? webhook.in.shape : alertSettings.shape)
}
