import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createDefaultsWorkflow,
  createRegionsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"

export type Market = {
  readonly region: string
  readonly currency_code: string
  readonly countries: readonly string[]
  /** Decimal amounts in the market's currency. */
  readonly standard: number
  readonly express: number
}

export type MedusaShop = {
  readonly region_id: string
  readonly country_code: string
  readonly currency_code: string
  readonly sales_channel_id: string
  readonly shipping_profile_id: string
  readonly standard_shipping: Shipping
  readonly publishable_key: string
}

export type Shipping = {
  readonly option_id: string
  readonly name: string
  readonly amount: number
}

const EUROPE: Market = {
  region: "Europe",
  currency_code: "eur",
  countries: ["es", "pt", "fr", "de", "it", "nl", "be", "ie", "at", "gb", "dk", "se"],
  standard: 4.9,
  express: 9.9,
}
const UNITED_KINGDOM: Market = {
  region: "United Kingdom",
  currency_code: "gbp",
  countries: ["gb", "ie", "fr", "de", "es", "pt", "nl", "be"],
  standard: 3.95,
  express: 7.95,
}

/** Where a shop with this currency sells. */
export function marketOf(currency: string): Market {
  const known = [EUROPE, UNITED_KINGDOM].find((market) => market.currency_code === currency)
  return known ?? { ...EUROPE, region: "World", currency_code: currency }
}

/** A shop that can sell without a tax or payment account: everything that Medusa needs besides products. */
export async function buildMedusaShop(
  container: MedusaContainer,
  market: Market
): Promise<MedusaShop> {
  await createDefaultsWorkflow(container).run()
  const { sales_channel_id, store_id } = await readStore(container)
  const currency_code = market.currency_code
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: store_id },
      update: {
        name: "Kairos Demo",
        supported_currencies: [{ currency_code, is_default: true }],
        default_sales_channel_id: sales_channel_id,
      },
    },
  })
  const { result: regions } = await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: market.region,
          currency_code,
          countries: [...market.countries],
          payment_providers: ["pp_system_default", "pp_demo_cards"],
          automatic_taxes: false,
        },
      ],
    },
  })
  const region_id = (regions[0] as { id: string }).id
  const shipping = await buildShipping(container, market, region_id, sales_channel_id)
  return {
    region_id,
    country_code: market.countries[0] as string,
    currency_code,
    sales_channel_id,
    ...shipping,
    publishable_key: await readPublishableKey(container, sales_channel_id),
  }
}

async function readStore(container: MedusaContainer) {
  const stores = await container.resolve(Modules.STORE).listStores({}, { take: 1 })
  const store = stores[0]
  if (!store?.default_sales_channel_id) {
    throw new Error("Medusa made no default store with a sales channel")
  }
  return { store_id: store.id, sales_channel_id: store.default_sales_channel_id }
}

async function buildShipping(
  container: MedusaContainer,
  market: Market,
  region_id: string,
  sales_channel_id: string
): Promise<Pick<MedusaShop, "shipping_profile_id" | "standard_shipping">> {
  const { result: profiles } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Parcels", type: "default" }] },
  })
  const shipping_profile_id = (profiles[0] as { id: string }).id
  const service_zone_id = await buildZone(container, market, sales_channel_id)
  const option = (name: string, code: string, description: string, amount: number) => ({
    name,
    price_type: "flat" as const,
    provider_id: "manual_manual",
    service_zone_id,
    shipping_profile_id,
    type: { label: name, description, code },
    prices: [
      { currency_code: market.currency_code, amount },
      { region_id, amount },
    ],
    rules: [
      { attribute: "enabled_in_store", value: "true", operator: "eq" as const },
      { attribute: "is_return", value: "false", operator: "eq" as const },
    ],
  })
  const { result: options } = await createShippingOptionsWorkflow(container).run({
    input: [
      option("Standard", "standard", "Two to four days", market.standard),
      option("Express", "express", "The next working day", market.express),
    ],
  })
  const { id: option_id } = options.find(({ name }) => name === "Standard") as { id: string }
  return {
    shipping_profile_id,
    standard_shipping: { option_id, name: "Standard", amount: market.standard },
  }
}

async function buildZone(
  container: MedusaContainer,
  market: Market,
  sales_channel_id: string
): Promise<string> {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const { result: locations } = await createStockLocationsWorkflow(container).run({
    input: {
      locations: [
        {
          name: "Warehouse",
          address: { address_1: "1 Market Street", country_code: market.countries[0] as string },
        },
      ],
    },
  })
  const stock_location_id = (locations[0] as { id: string }).id
  const stock = { [Modules.STOCK_LOCATION]: { stock_location_id } }
  await link.create({
    ...stock,
    [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
  })
  const set = await container.resolve(Modules.FULFILLMENT).createFulfillmentSets({
    name: "Delivery from the warehouse",
    type: "shipping",
    service_zones: [
      {
        name: market.region,
        geo_zones: market.countries.map((country_code) => ({
          country_code,
          type: "country" as const,
        })),
      },
    ],
  })
  await link.create({ ...stock, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } })
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: stock_location_id, add: [sales_channel_id] },
  })
  return (set.service_zones[0] as { id: string }).id
}

async function readPublishableKey(container: MedusaContainer, sales_channel_id: string) {
  const [key] = await container.resolve(Modules.API_KEY).listApiKeys({ type: "publishable" })
  if (key === undefined) {
    throw new Error("Medusa made no publishable key")
  }
  const links = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await links.graph({
    entity: "api_key",
    fields: ["id", "sales_channels_link.sales_channel_id"],
    filters: { id: key.id },
  })
  const linked = (data[0]?.sales_channels_link ?? []).some(
    (one: { sales_channel_id: string } | null) => one?.sales_channel_id === sales_channel_id
  )
  if (!linked) {
    await linkSalesChannelsToApiKeyWorkflow(container).run({
      input: { id: key.id, add: [sales_channel_id] },
    })
  }
  return key.token
}
