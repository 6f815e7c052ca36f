import type { ComponentProps } from 'react'

interface LiveProps extends ComponentProps<'div'> {
  as?: 'div' | 'p' | 'span'
}

/** What changes in here is read out by screen readers, once they are done with what they are saying. */
export function Live({ as = 'div', ...rest }: LiveProps) {
  // All of them take the same attributes; the type of `div` stands for them.
  const Element = as as 'div'
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an `output` may hold text only, and these hold blocks
  return <Element role="status" {...rest} />
}
