import { v7 } from 'uuid'
import type { Clock } from './clock.ts'

/** Makes UUIDv7 ids whose time part is the clock's: they sort by creation and tell it, so they are never a secret. */
export const createIdMaker = (clock: Clock) => (): string => v7({ msecs: clock.now().getTime() })
