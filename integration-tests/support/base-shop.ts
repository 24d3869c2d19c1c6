import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, ProductStatus } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

export type BaseShop = {
  readonly region_id: string
  readonly sales_channel_id: string
  readonly publishable_key: string
  readonly shipping_option_id: string
  /** "Mug" at 20 EUR and "Lamp" at 60 EUR, stock not managed, shipping 5 EUR, no taxes. */
  readonly mug: { readonly id: string; readonly variant_id: string }
  readonly lamp: { readonly id: string; readonly variant_id: string }
  readonly admin: { readonly email: string; readonly password: string }
}

/** The smallest shop in which a cart can be completed: made through Medusa's own workflows. */
export async function createBaseShop(container: MedusaContainer): Promise<BaseShop> {
  await neverQuiet(container)
  const channel = await createChannel(container)
  const region_id = await createRegion(container)
  const profile_id = await createShippingProfile(container)
  const shipping_option_id = await createShipping(container, channel.id, region_id, profile_id)
  const [mug, lamp] = await createProducts(container, channel.id, profile_id)
  return {
    region_id,
    sales_channel_id: channel.id,
    publishable_key: channel.key,
    shipping_option_id,
    mug: mug!,
    lamp: lamp!,
    admin: await createAdmin(container),
  }
}

type Automation = {
  readonly settings: { write: (key: string, value: unknown, by: string) => Promise<void> }
}

/** A test that is about quiet hours or caps sets its own; the others pass at any hour. */
async function neverQuiet(container: MedusaContainer): Promise<void> {
  // By its name: a shop that installed the package makes this base shop, too, and has no sources of ours.
  const { settings } = container.resolve<Automation>("kairos_automation")
  await settings.write("quiet_hours", null, "test")
  await settings.write("caps", [], "test")
}

async function createChannel(container: MedusaContainer): Promise<{ id: string; key: string }> {
  const { result: channels } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name: "Web shop" }] },
  })
  const { result: keys } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title: "Web shop", type: "publishable", created_by: "" }] },
  })
  const id = channels[0]!.id
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: keys[0]!.id, add: [id] } })
  return { id, key: keys[0]!.token }
}

async function createRegion(container: MedusaContainer): Promise<string> {
  const { result } = await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: "Europe",
          currency_code: "eur",
          countries: ["es", "de", "pt"],
          payment_providers: ["pp_system_default"],
        },
      ],
    },
  })
  return result[0]!.id
}

async function createShippingProfile(container: MedusaContainer): Promise<string> {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const profile = await fulfillment.createShippingProfiles({ name: "Default", type: "default" })
  return profile.id
}

async function createShipping(
  container: MedusaContainer,
  sales_channel_id: string,
  region_id: string,
  shipping_profile_id: string
): Promise<string> {
  const { result: locations } = await createStockLocationsWorkflow(container).run({
    input: {
      locations: [{ name: "Warehouse", address: { address_1: "1 Dock", country_code: "es" } }],
    },
  })
  const location_id = locations[0]!.id
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  await link.create({
    [Modules.STOCK_LOCATION]: { stock_location_id: location_id },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
  })
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const set = await fulfillment.createFulfillmentSets({
    name: "Delivery",
    type: "shipping",
    service_zones: [
      {
        name: "Europe",
        geo_zones: ["es", "de", "pt"].map((country_code) => ({
          type: "country" as const,
          country_code,
        })),
      },
    ],
  })
  await link.create({
    [Modules.STOCK_LOCATION]: { stock_location_id: location_id },
    [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
  })
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: location_id, add: [sales_channel_id] },
  })
  const { result: options } = await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Standard",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id: set.service_zones[0]!.id,
        shipping_profile_id,
        type: { label: "Standard", description: "Two days", code: "standard" },
        prices: [
          { currency_code: "eur", amount: 5 },
          { region_id, amount: 5 },
        ],
        rules: [],
      },
    ],
  })
  return options[0]!.id
}

async function createProducts(
  container: MedusaContainer,
  sales_channel_id: string,
  shipping_profile_id: string
): Promise<{ id: string; variant_id: string }[]> {
  const product = (title: string, amount: number) => ({
    title,
    status: ProductStatus.PUBLISHED,
    shipping_profile_id,
    sales_channels: [{ id: sales_channel_id }],
    options: [{ title: "Size", values: ["One"] }],
    variants: [
      {
        title: "One",
        sku: title.toUpperCase(),
        options: { Size: "One" },
        manage_inventory: false,
        prices: [{ currency_code: "eur", amount }],
      },
    ],
  })
  const { result } = await createProductsWorkflow(container).run({
    input: { products: [product("Mug", 20), product("Lamp", 60)] },
  })
  return result.map(({ id, variants }) => ({ id, variant_id: variants[0]!.id }))
}

async function createAdmin(container: MedusaContainer): Promise<BaseShop["admin"]> {
  const admin = { email: "admin@shop.example", password: "only-for-the-tests" }
  const user = await container.resolve(Modules.USER).createUsers({ email: admin.email })
  const auth = container.resolve(Modules.AUTH)
  const { authIdentity, error } = await auth.register("emailpass", { body: admin })
  if (authIdentity === undefined) {
    throw new Error(`the admin could not be registered: ${error}`)
  }
  await auth.updateAuthIdentities({ id: authIdentity.id, app_metadata: { user_id: user.id } })
  return admin
}
