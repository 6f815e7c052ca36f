import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { type Filters, readFilters, writeFilters } from './filters.ts'

/** The filters live in the address: a reload, a bookmark and the back button keep them. */
export function useFilters() {
  const [search, setSearch] = useSearchParams()
  const filters = useMemo(() => readFilters(search), [search])
  return {
    filters,
    change: (changed: Partial<Filters>) => setSearch(writeFilters({ ...filters, ...changed }), { replace: true }),
    clear: () => setSearch(new URLSearchParams(), { replace: true }),
  }
}
