import * as z from 'zod/mini'

/** The languages that mails and documents are written in; the first one for everybody whose language is not among them. */
export const locales = ['en', 'de'] as const

export const Locale = z.enum(locales)
export type Locale = z.infer<typeof Locale>
