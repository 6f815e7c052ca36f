import { Loading } from '../../ui/loading.tsx'

export function CheckoutSkeleton() {
  return (
    <Loading>
      <div className="skeleton mb-8 h-10 w-40" />
      <div className="grid gap-8 lg:grid-cols-[1fr_22rem] lg:gap-14">
        <div className="skeleton order-last h-96 w-full rounded-sheet lg:order-first" />
        <div className="skeleton h-48 w-full rounded-sheet" />
      </div>
    </Loading>
  )
}
