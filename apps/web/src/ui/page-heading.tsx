import type { ReactNode } from 'react'

/** The one first heading of a page, with whatever stands beside it. */
export function PageHeading({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4 md:mb-8">
      <div>
        <h1 className="text-3xl font-semibold tracking-tight md:text-4xl">{title}</h1>
        {text && <p className="mt-2 max-w-prose text-soft">{text}</p>}
      </div>
      {children}
    </header>
  )
}
