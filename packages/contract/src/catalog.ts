import * as z from 'zod/mini'
import { Currency, Money } from './money.ts'

/** A price of a product in one currency. */
export const Price = z.object({ id: z.uuid(), unitAmount: Money })
export type Price = z.infer<typeof Price>

/** Something for sale. `image` is a key of the shop's picture set, never an address. */
export const Product = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  image: z.nullable(z.string()),
  prices: z.array(Price),
})
export type Product = z.infer<typeof Product>

/** Asks for the active products, with prices in one currency if one is named. */
export const ListCatalog = z.optional(z.object({ currency: z.optional(Currency) }))
export type ListCatalog = z.infer<typeof ListCatalog>

export const Catalog = z.object({ products: z.array(Product), currencies: z.array(Currency) })
export type Catalog = z.infer<typeof Catalog>
