import { ApiError } from '@gateway/client'

/** Whether the gateway itself answered that something is wrong; otherwise no answer came, or the UI has a fault. */
export const isApiError = (error: unknown): error is ApiError => error instanceof ApiError
