import clsx from 'clsx'
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const looks = {
  danger: { icon: CircleAlert, tone: 'bg-danger-soft text-danger', role: 'alert' },
  caution: { icon: TriangleAlert, tone: 'bg-caution-soft text-caution', role: 'status' },
  info: { icon: Info, tone: 'bg-info-soft text-info', role: 'status' },
} as const

/** Something to know, announced when it appears. */
export function Notice({ tone, title, children }: { tone: keyof typeof looks; title?: string; children: ReactNode }) {
  const { icon: Icon, tone: colours, role } = looks[tone]
  return (
    <div role={role} className={clsx('appear flex gap-3 rounded-card px-4 py-3 text-[0.9375rem]', colours)}>
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div>
        {title && <p className="font-semibold">{title}</p>}
        <div>{children}</div>
      </div>
    </div>
  )
}
