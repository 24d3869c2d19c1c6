import type { MarketingEvent } from "../../core/event/event"
import type { Runtime } from "../support/runtime"
import { verifyToken } from "../support/tokens"
import { dueOf, messageLinks } from "./links"

const runtime = {
  options: {
    secret: "a secret that is long enough for a test of links",
    previousSecrets: [],
    publicUrl: "https://api.shop.example",
    storefrontUrl: "https://shop.example",
  },
  clock: { now: () => new Date() },
} as unknown as Runtime
const event = (name: string, customer_id: string | null = "cus_1") =>
  ({
    name,
    customer_id,
    snapshot: { properties: { product_id: "prod_1", last_bought: "2026-03-01" } },
  }) as unknown as MarketingEvent
const linkOf = async (one: MarketingEvent) => {
  const origin = { purpose: "marketing", channel: "email", delivery_id: "kdel_1" }
  const about = { cart: false, subscription: null, due: dueOf(one) }
  return (await messageLinks(runtime, "kper_1", origin, about)).not_yet
}

describe("the link that puts a reminder off", () => {
  it("names the purchase that it is about, and is good for nothing else", async () => {
    const link = new URL(await linkOf(event("product.due")))
    expect(link.origin + link.pathname).toBe("https://api.shop.example/kairos/not-yet")
    const token = link.searchParams.get("token")
    expect(await verifyToken(runtime.options, "not_yet", token)).toMatchObject({
      subject: "cus_1",
      payload: { product: "prod_1", bought: "2026-03-01" },
    })
    expect(await verifyToken(runtime.options, "preferences", token)).toBeNull()
  })

  it("leads to the shop where nothing is needed again", async () => {
    expect(await linkOf(event("order.placed"))).toBe("https://shop.example")
    expect(await linkOf(event("product.due", null))).toBe("https://shop.example")
  })
})
