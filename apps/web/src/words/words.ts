import type { en } from './en.ts'

type SameKeys<T> = { [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> }

/** What every language has to say. */
export type Words = SameKeys<typeof en>
