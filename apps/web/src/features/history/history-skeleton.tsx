import { Loading } from '../../ui/loading.tsx'

export function HistorySkeleton() {
  return (
    <Loading>
      <div className="divide-y divide-line rounded-sheet border border-line bg-surface">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <div key={key} className="flex items-center justify-between gap-6 px-5 py-5">
            <div className="skeleton h-5 w-2/5" />
            <div className="skeleton hidden h-5 w-24 md:block" />
            <div className="skeleton h-5 w-20" />
          </div>
        ))}
      </div>
    </Loading>
  )
}
