import { useEffect, useRef, type ReactNode } from 'react'
import { useSettings } from '../settings.ts'
import { Icon } from './icon.tsx'
import type { NoticeSlotProps } from './slots.ts'

interface NoticeProps {
  tone: NoticeSlotProps['tone']
  children: ReactNode
  /** Takes the focus when it appears, and again whenever this is another: a problem is where the keyboard goes on. */
  focusOn?: unknown
}

/** Something to know, announced when it appears: drawn by the team's own where they have put one in, else by ours. */
export function Notice({ tone, children, focusOn }: NoticeProps) {
  const { components } = useSettings()
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focusOn !== undefined) ref.current?.focus()
  }, [focusOn])

  const Drawn = components?.Notice ?? OwnNotice
  return (
    <div ref={ref} tabIndex={-1} className="azora-problem">
      <Drawn tone={tone} className={`azora-notice azora-notice--${tone}`}>
        {children}
      </Drawn>
    </div>
  )
}

function OwnNotice({ tone, className, children }: NoticeSlotProps) {
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} className={className}>
      <Icon name={tone === 'info' ? 'info' : 'alert'} />
      <div className="azora-notice__text">{children}</div>
    </div>
  )
}
