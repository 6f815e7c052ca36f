import { Loading } from '../../ui/loading.tsx'

export function MethodsSkeleton() {
  return (
    <Loading>
      <div className="divide-y divide-line rounded-sheet border border-line bg-surface">
        {['a', 'b'].map((key) => (
          <div key={key} className="flex items-center justify-between gap-6 px-5 py-6">
            <div className="skeleton h-5 w-2/5" />
            <div className="skeleton h-5 w-24" />
          </div>
        ))}
      </div>
    </Loading>
  )
}
