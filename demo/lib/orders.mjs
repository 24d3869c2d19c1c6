import { httpClient, logIn } from "./http.mjs"

const AT_ONCE = 3
/**
 * Places real orders through carts, as the storefront does, so that Medusa says `order.placed` for each: some by the
 * customers with an account, the others by customers without one.
 * @param {{ api: string, shop: import("./shop.mjs").Shop, from: number }} input `from` orders exist already
 * @param {(count: number) => Promise<void>} onPlaced after each order, with how many there are now
 */
export async function placeOrders({ api, shop, from }, onPlaced) {
  const key = { "x-publishable-api-key": shop.publishable_key }
  const guest = httpClient(api, key)
  const tokens = await Promise.all(
    shop.customers.map((customer) => logIn(api, "customer", customer))
  )
  const members = tokens.map((token) =>
    httpClient(api, { ...key, authorization: `Bearer ${token}` })
  )
  const variants = await listVariants(guest, shop)
  const turns = Array.from({ length: shop.orders_wanted - from }, (_, i) => from + i)
  let count = from
  // In turn: whoever writes the count down must not write an older one last.
  let told = Promise.resolve()
  const worker = async () => {
    for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
      const buyer = buyerOf(turn, shop, members, guest)
      await placeOrder(buyer, shop, itemsOf(turn, variants))
      const placed = ++count
      told = told.then(() => onPlaced(placed))
      await told
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

async function listVariants(client, shop) {
  const query = `limit=40&region_id=${shop.region_id}&fields=id,metadata,*variants.calculated_price`
  const { products } = await client.get(`/store/products?${query}`)
  // A pass that nobody subscribes to is nothing that anybody would order.
  const priced = products
    .filter(({ metadata }) => metadata?.plan_only !== true)
    .flatMap(({ variants }) => variants ?? [])
    .filter(({ calculated_price }) => calculated_price)
  if (priced.length === 0) {
    throw new Error("The shop has no product with a price, so no order can be placed")
  }
  return priced.map(({ id }) => id)
}

/** Every fifth order is one of the customers', in turn. */
function buyerOf(turn, shop, members, guest) {
  if (turn % 5 === 0 && members.length > 0) {
    const which = (turn / 5) % members.length
    const { email } = shop.customers[which]
    return { client: members[which], email, first_name: "Demo", last_name: "Customer" }
  }
  const known = shop.buyers[turn % Math.max(1, shop.buyers.length)]
  const { email = `guest-${turn}@guests.example`, first_name, last_name } = known ?? {}
  return {
    client: guest,
    email,
    first_name: first_name ?? "Guest",
    last_name: last_name ?? "Buyer",
  }
}

function itemsOf(turn, variants) {
  return Array.from({ length: 1 + (turn % 3) }, (_, i) => ({
    variant_id: variants[(turn * 3 + i * 5) % variants.length],
    quantity: 1 + ((turn + i) % 2),
  }))
}

async function placeOrder({ client, email, first_name, last_name }, shop, items) {
  const address = {
    first_name,
    last_name,
    address_1: "12 Market Street",
    city: "Demoville",
    postal_code: "28001",
    country_code: shop.country_code,
  }
  const { cart } = await client.post("/store/carts", {
    region_id: shop.region_id,
    email,
    items,
    shipping_address: address,
    billing_address: address,
  })
  const options = await client.get(`/store/shipping-options?cart_id=${cart.id}`)
  const option_id = options.shipping_options[0]?.id
  await client.post(`/store/carts/${cart.id}/shipping-methods`, { option_id })
  const { payment_collection } = await client.post("/store/payment-collections", {
    cart_id: cart.id,
  })
  await client.post(`/store/payment-collections/${payment_collection.id}/payment-sessions`, {
    provider_id: "pp_system_default",
  })
  const placed = await client.post(`/store/carts/${cart.id}/complete`)
  if (placed.type !== "order") {
    throw new Error(
      `An order of the demo could not be placed: ${placed.error?.message ?? "unknown"}`
    )
  }
}
