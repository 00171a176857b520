import { answerOf } from '@gateway/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

/** What is done with a key that is there. */
export function useKeyActions(id: string) {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: ['keys'] })
  return {
    block: useMutation({ mutationFn: () => answerOf(api.POST('/key/block', { body: { key: id } })), onSuccess }),
    unblock: useMutation({ mutationFn: () => answerOf(api.POST('/key/unblock', { body: { key: id } })), onSuccess }),
    remove: useMutation({
      mutationFn: () => answerOf(api.POST('/key/delete', { body: { keys: [id] } })),
      // Of the key itself nothing more can be asked.
      onSuccess: () =>
        Promise.all(['list', 'count'].map((part) => client.invalidateQueries({ queryKey: ['keys', part] }))),
    }),
    resetSpend: useMutation({
      mutationFn: () => answerOf(api.POST('/key/{key}/reset_spend', { params: { path: { key: id } } })),
      onSuccess,
    }),
    /** The new secret comes back this once; the old one works on for the grace period. */
    rotate: useMutation({
      mutationFn: (grace: string) =>
        answerOf(
          api.POST('/key/{key}/regenerate', {
            params: { path: { key: id } },
            body: grace === '' ? {} : { grace_period: grace },
          }),
        ),
      onSuccess,
      gcTime: 0,
    }),
  }
}
