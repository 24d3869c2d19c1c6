import Medusa from "@medusajs/js-sdk"
import { createKairos, loadPlacements } from "medusa-plugin-kairos/storefront"
import type { EmbeddedContent } from "medusa-plugin-kairos/storefront/react"
import { pickLocale } from "../texts/texts"
import { mayBeTried } from "./card-price"
import { COOKIE, type Cookies } from "./cookies"
import { type PageData, placementsOf, type ShopConfig } from "./page-data"
import { readAnswer } from "./permission"
import {
  findProduct,
  listProducts,
  listRegions,
  type Product,
  productQuery,
  type Region,
} from "./shop-api"

/** How long the page waits for Kairos, in milliseconds. Then it goes out without, and the browser asks once more. */
const CONTENT_BOX = 100
/** How long the page waits for the shop's own data. */
const SHOP_BOX = 600
const REGION_LIFE = 60_000

export type PageRequest = {
  readonly url: URL
  readonly cookies: Cookies
  readonly acceptLanguage: string
  /** The browser's Global Privacy Control. */
  readonly gpc: string | null
  readonly config: ShopConfig
}

const inTime = <T>(work: Promise<T>, milliseconds: number): Promise<T | null> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds)
  })
  return Promise.race([work.catch(() => null), late]).finally(() => clearTimeout(timer))
}

/** Regions are the same for everybody, so this answer may be shared. Nothing else here may. */
let region: { value: Promise<Region | null>; at: number } | null = null
const sharedRegion = (sdk: Medusa): Promise<Region | null> => {
  if (region === null || performance.now() - region.at > REGION_LIFE) {
    const value = listRegions(sdk).then((regions) => regions[0] ?? null)
    region = { value, at: performance.now() }
    value.then(
      (found) => found ?? (region = null),
      () => (region = null)
    )
  }
  return region.value
}

const sdkFor = ({ config, cookies }: PageRequest): Medusa =>
  new Medusa({
    baseUrl: config.apiUrl,
    publishableKey: config.publishableKey,
    auth: {
      type: "jwt",
      jwtTokenStorageMethod: "custom",
      storage: {
        getItem: () => Promise.resolve(cookies.get(COOKIE.token) ?? null),
        setItem: () => Promise.resolve(),
        removeItem: () => Promise.resolve(),
      },
    },
  })

const personalContent = async (
  { config, cookies, url, gpc }: PageRequest,
  locale: string
): Promise<EmbeddedContent | null> => {
  const placements = placementsOf(url.pathname)
  if (placements.length === 0) return null
  const utm = Object.fromEntries(
    [...url.searchParams].flatMap(([key, value]) =>
      key.startsWith("utm_") ? [[key.slice(4), value.slice(0, 200)]] : []
    )
  )
  const context = { path: url.pathname, cartId: cookies.get(COOKIE.cart) ?? null, locale, utm }
  const permission = readAnswer(cookies.get(COOKIE.permission))
  const visitor = {
    baseUrl: config.apiUrl,
    publishableKey: config.publishableKey,
    token: cookies.get(COOKIE.token) ?? null,
    visitorId: cookies.get("kairos_visitor") ?? null,
    ...(permission === null ? {} : { permission }),
    gpc,
    timeoutMs: CONTENT_BOX,
  }
  return (await loadPlacements(placements, visitor, context)) ?? null
}

const catalogFor = async (sdk: Medusa, url: URL) => {
  const found = await sharedRegion(sdk)
  const none = { region: found, products: null, product: null }
  if (found === null) return none
  const handle = /^\/products\/([^/]+)$/.exec(url.pathname)?.[1]
  if (handle !== undefined) {
    return { ...none, product: await findProduct(sdk, found, decodeURIComponent(handle)) }
  }
  if (url.pathname !== "/" && url.pathname !== "/products") return none
  const search = url.pathname === "/" ? new URLSearchParams() : url.searchParams
  return { ...none, products: await listProducts(sdk, found, productQuery(search)) }
}

/** Words for whoever reads before they buy; a page without them still sells. */
const plansOf = (
  { config: { apiUrl, publishableKey } }: PageRequest,
  product: Product,
  locale: string
) => {
  const options = { baseUrl: apiUrl, publishableKey, actionTimeoutMs: CONTENT_BOX }
  const kairos = createKairos({ ...options, getLocale: () => locale })
  return kairos.plans(product.id).catch(() => null)
}

/** What the cards of this page ask about trials. One that is not there in time is asked for by the browser. */
const trialsOf = async (request: PageRequest, products: readonly Product[], locale: string) => {
  const found = await Promise.all(
    products
      .filter(mayBeTried)
      .map(async (one) => [one.id, await plansOf(request, one, locale)] as const)
  )
  return Object.fromEntries(found.flatMap(([id, plans]) => (plans === null ? [] : [[id, plans]])))
}

/** Everything in parallel, each in its own time box; a part that is late or broken is null and the page goes out. */
export const loadPage = async (request: PageRequest): Promise<PageData> => {
  const { cookies, url, config, acceptLanguage } = request
  const sdk = sdkFor(request)
  const locale = pickLocale(cookies.get(COOKIE.locale), acceptLanguage)
  const signedIn = (cookies.get(COOKIE.token) ?? "") !== ""
  const [content, catalog, customer] = await Promise.all([
    personalContent(request, locale),
    inTime(catalogFor(sdk, url), SHOP_BOX),
    signedIn ? inTime(sdk.store.customer.retrieve(), SHOP_BOX) : null,
  ])
  const product = catalog?.product ?? null
  const [plans, trials] = await Promise.all([
    product === null ? null : plansOf(request, product, locale),
    trialsOf(request, catalog?.products?.products ?? [], locale),
  ])
  return {
    config,
    path: url.pathname + url.search,
    locale,
    answer: readAnswer(cookies.get(COOKIE.permission)),
    signedIn,
    customer: customer?.customer ?? null,
    cartId: cookies.get(COOKIE.cart) ?? null,
    region: catalog?.region ?? null,
    products: catalog?.products ?? null,
    product,
    plans,
    trials,
    content,
  }
}
