import { Loading } from '../../ui/loading.tsx'

export function CartSkeleton() {
  return (
    <Loading>
      <div className="skeleton mb-8 h-10 w-48" />
      <div className="grid gap-8 lg:grid-cols-[1fr_22rem] lg:gap-12">
        <div className="grid gap-5">
          <div className="skeleton h-28 w-full rounded-card" />
          <div className="skeleton h-28 w-full rounded-card" />
        </div>
        <div className="skeleton h-56 w-full rounded-sheet" />
      </div>
    </Loading>
  )
}
