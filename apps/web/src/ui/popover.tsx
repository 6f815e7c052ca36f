import clsx from 'clsx'
import { type ReactNode, type ToggleEvent, useId, useRef } from 'react'

interface PopoverProps {
  /** What the button is called. Left out when its content says it. */
  label?: string
  trigger: ReactNode
  triggerClassName?: string
  className?: string
  children: ReactNode
}

const gapPx = 8

/** The platform's own popover beneath its button: Escape and a click elsewhere close it, and focus goes back by itself. */
export function Popover({ label, trigger, triggerClassName, className, children }: PopoverProps) {
  const id = useId()
  const buttonRef = useRef<HTMLButtonElement>(null)

  const place = ({ currentTarget, newState }: ToggleEvent<HTMLDivElement>) => {
    const button = buttonRef.current?.getBoundingClientRect()
    if (!button || newState !== 'open') return
    currentTarget.style.top = `${button.bottom + gapPx}px`
    currentTarget.style.right = `${document.documentElement.clientWidth - button.right}px`
  }
  return (
    <>
      <button ref={buttonRef} type="button" popoverTarget={id} aria-label={label} className={triggerClassName}>
        {trigger}
      </button>
      <div
        popover="auto"
        id={id}
        onBeforeToggle={place}
        className={clsx(
          'inset-auto m-0 max-w-[calc(100vw-2rem)] rounded-sheet border border-line bg-raised text-ink shadow-float',
          className,
        )}
      >
        {children}
      </div>
    </>
  )
}
