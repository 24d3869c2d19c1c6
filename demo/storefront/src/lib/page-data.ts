import type { Plan } from "medusa-plugin-kairos/storefront"
import type { EmbeddedContent } from "medusa-plugin-kairos/storefront/react"
import type { Locale } from "../texts/texts"
import type { Answer } from "./permission"
import type { Customer, Product, ProductPage, Region } from "./shop-api"

export type ShopConfig = { readonly apiUrl: string; readonly publishableKey: string }

/** All that the server knew when it sent the page. What is null was not there in time; the browser asks itself. */
export type PageData = {
  readonly config: ShopConfig
  readonly path: string
  readonly locale: Locale
  readonly answer: Answer
  readonly signedIn: boolean
  readonly customer: Customer | null
  readonly cartId: string | null
  readonly region: Region | null
  readonly products: ProductPage | null
  readonly product: Product | null
  /** What the product can be subscribed to. */
  readonly plans: readonly Plan[] | null
  /** The plans of those products, by their ids, that can be had for nothing: a card must not call a trial free. */
  readonly trials: Readonly<Record<string, readonly Plan[]>>
  readonly content: EmbeddedContent | null
}

/** The placements of each page, so that the server can decide them with the page. */
export const placementsOf = (path: string): readonly string[] => {
  if (path === "/") return ["home-hero"]
  if (/^\/products\/[^/]+$/.test(path)) return ["product-offer"]
  return path === "/cart" ? ["cart-banner"] : []
}

/** The first paint has room for this many new arrivals on the home page. */
export const HOME_PRODUCTS = 8
