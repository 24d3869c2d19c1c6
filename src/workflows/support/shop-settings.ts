import type { Settings } from "../../modules/kairos-automation/settings"
import { shopCurrency } from "../../read-models/shop-currency"
import type { Runtime } from "./runtime"

/** The settings and what Medusa's store adds to them. */
export type ShopSettings = Settings & {
  /** The shop's currency: an amount in a condition that names none is in it. */
  readonly currency_code: string | null
}

const CACHE_MS = 10_000
const cache = new WeakMap<
  Runtime,
  { readonly at: number; readonly currency: Promise<string | null> }
>()

export async function readShopSettings(runtime: Runtime): Promise<ShopSettings> {
  const [settings, currency] = await Promise.all([
    runtime.automation.settings.read(),
    currencyOf(runtime),
  ])
  return { ...settings, currency_code: settings.tiers.currency_code ?? currency }
}

function currencyOf(runtime: Runtime): Promise<string | null> {
  const known = cache.get(runtime)
  if (known !== undefined && performance.now() - known.at < CACHE_MS) {
    return known.currency
  }
  const currency = shopCurrency(runtime.knex)
  cache.set(runtime, { at: performance.now(), currency })
  currency.catch(() => cache.delete(runtime))
  return currency
}
