import { Loading } from '../../ui/loading.tsx'

export function ShopSkeleton() {
  return (
    <Loading>
      <div className="grid grid-cols-2 gap-x-4 gap-y-8 md:grid-cols-3 md:gap-x-6 md:gap-y-10 lg:grid-cols-4">
        {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => (
          <div key={key}>
            <div className="skeleton aspect-4/3 w-full rounded-sheet" />
            <div className="skeleton mt-4 h-5 w-2/3" />
            <div className="skeleton mt-2 h-4 w-1/3" />
            <div className="skeleton mt-4 h-11 w-full" />
          </div>
        ))}
      </div>
    </Loading>
  )
}
