import { mayUse } from "../../core/consent/may-use"
import { normaliseEmail } from "../../core/identity/email"
import { productsById } from "../../read-models/content-products"
import {
  boughtAfter,
  boughtAgain,
  boughtTogether,
  neededAgain,
  type RecommendedKey,
} from "../../read-models/recommended"
import { loadCustomer } from "../../read-models/snapshots"
import type { ProductList } from "../../read-models/value-lists"
import type { RecommendationResponse } from "../../types"
import type { Runtime } from "../support/runtime"

type Asked = {
  readonly kind: ProductList
  readonly product_id: string | null
  /** The session's own; null for whoever is not logged in, or may not be shown what is theirs. */
  readonly customer_id: string | null
  readonly limit: number
  readonly channels: readonly string[] | null
}

/**
 * Products that go with a product, follow it, or are needed again: with a product what is true of everybody, without one what is true of
 * the logged-in person. Only what the sales channel sells.
 */
export async function recommend(runtime: Runtime, asked: Asked): Promise<RecommendationResponse[]> {
  const keys = await keysFor(runtime, asked)
  const known = new Map(keys.map((one) => [one.product_key, one]))
  const products = await productsById(runtime.knex, [...known.keys()], asked.channels)
  return products.slice(0, asked.limit).map((product) => {
    const {
      product_key: _key,
      median_days,
      from_days,
      to_days,
      ...figures
    } = known.get(product.id)!
    return {
      ...product,
      ...figures,
      interval: median_days === null ? null : { median_days, from_days, to_days },
    }
  })
}

async function keysFor(
  { knex }: Runtime,
  { kind, product_id, customer_id }: Asked
): Promise<readonly RecommendedKey[]> {
  if (product_id !== null) {
    switch (kind) {
      case "affinity":
        return boughtTogether(knex, product_id)
      case "next":
        return boughtAfter(knex, product_id)
      case "replacement":
        return boughtAgain(knex, product_id)
    }
  }
  return kind === "replacement" && customer_id !== null ? neededAgain(knex, customer_id) : []
}

const USE = { purpose: "personalisation", channel: "on_site" }

/** What somebody sees because of their own purchases asks for their permission to personalise, and ends with an objection. */
export async function mayPersonalise(runtime: Runtime, customerId: string): Promise<boolean> {
  const customer = await loadCustomer(runtime.knex, customerId)
  const email = normaliseEmail(customer?.email ?? "")
  const contact = email === null ? null : await runtime.consent.readContact(email)
  return (
    contact !== null &&
    !contact.profiling_objected &&
    mayUse(USE, contact, runtime.policy, runtime.clock.now().toISOString()).allowed
  )
}
