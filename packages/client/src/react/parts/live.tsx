import type { ComponentProps } from 'react'

/** What changes in here is read out by screen readers, once they are done with what they are saying. */
export function Live(props: ComponentProps<'div'>) {
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an `output` may hold text only, and these hold blocks
  return <div role="status" {...props} />
}
