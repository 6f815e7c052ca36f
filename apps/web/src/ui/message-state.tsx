import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface MessageStateProps {
  icon: LucideIcon
  title: string
  text: string
  /** What to do next. */
  children?: ReactNode
  /** The level of the heading: 1 when the message is the page. */
  level?: 1 | 2
  role?: 'alert'
  /** Appears by itself, so it is read out. */
  isLive?: boolean
}

/** A state that is a message: empty, refused, failed, not found. Says what is, and offers what to do. */
export function MessageState({ icon: Icon, title, text, children, level = 2, role, isLive }: MessageStateProps) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div
      role={isLive ? 'status' : role}
      className="appear mx-auto flex max-w-md flex-col items-center px-4 py-14 text-center md:py-20"
    >
      <span className="mb-5 grid size-14 place-items-center rounded-full bg-sunken text-soft">
        <Icon aria-hidden className="size-6" strokeWidth={1.75} />
      </span>
      <Heading className="text-xl font-semibold tracking-tight">{title}</Heading>
      <p className="mt-2 text-balance text-soft">{text}</p>
      {children && <div className="mt-6 flex flex-wrap justify-center gap-3">{children}</div>}
    </div>
  )
}
