import { z } from 'zod'

/** An access key of AWS, as an operator writes it under `auth.credentials:`. Where it is left out, the SDK's default chain finds one. */
export const awsKeySettings = z
  .strictObject({
    accessKeyId: z.string().trim().min(1),
    secretAccessKey: z.string().min(1),
    sessionToken: z.string().min(1).exactOptional(),
  })
  .meta({ secret: true, description: "An access key. Without it, the AWS SDK's default chain finds one." })
