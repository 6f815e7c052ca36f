import { Loading } from './loading.tsx'

/** Stands in for a page whose code is on its way. */
export function PageSkeleton() {
  return (
    <Loading>
      <div className="skeleton h-10 w-56" />
      <div className="skeleton mt-8 h-64 w-full" />
    </Loading>
  )
}
