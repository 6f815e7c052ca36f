import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newRequestId } from '../new-request-id.ts'
import { usePayments } from './trpc.ts'

export type SavedMethodChange = 'removed' | 'made_default'

export interface UseSavedMethodChanges {
  /** Whether it is being asked if the method is really to be removed. */
  isAsking: boolean
  ask: () => void
  keep: () => void
  /** Means something only after `ask`. */
  remove: () => void
  makeDefault: () => void
  isRemoving: boolean
  isChoosing: boolean
  error: unknown
}

/** What a shopper can do with one saved method. The list is read again after each. */
export function useSavedMethodChanges(
  savedMethodId: string,
  { onDone }: { onDone?: (change: SavedMethodChange) => void } = {},
): UseSavedMethodChanges {
  const payments = usePayments()
  const queryClient = useQueryClient()
  // One id for each time that the shopper is asked: a click that is repeated is one removal, another try after a refusal is a new one.
  const [requestId, setRequestId] = useState<string | null>(null)
  const after = (change: SavedMethodChange) => async () => {
    onDone?.(change)
    await queryClient.invalidateQueries(payments.paymentMethods.list.queryFilter())
  }
  const remove = useMutation(payments.paymentMethods.delete.mutationOptions({ onSuccess: after('removed') }))
  const choose = useMutation(payments.paymentMethods.setDefault.mutationOptions({ onSuccess: after('made_default') }))
  return {
    isAsking: requestId !== null,
    isRemoving: remove.isPending || remove.isSuccess,
    isChoosing: choose.isPending,
    error: remove.error ?? choose.error,
    ask: () => {
      remove.reset()
      choose.reset()
      setRequestId(newRequestId())
    },
    keep: () => setRequestId(null),
    remove: () => {
      if (requestId) remove.mutate({ requestId, savedMethodId }, { onError: () => setRequestId(null) })
    },
    makeDefault: () => {
      remove.reset()
      choose.mutate({ savedMethodId })
    },
  }
}
