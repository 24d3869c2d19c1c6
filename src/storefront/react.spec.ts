import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import type { RenderedContent } from "../types"
import { createKairos } from "./index"
import { createPlacementStore } from "./placement-store"
import { KairosProvider, Markdown, Placement } from "./react"

const offer: RenderedContent = {
  decision_id: "dec_1",
  variant: null,
  headline: "Hello <img src=x onerror=alert(1)>",
  body: "New **for you**",
  image_url: null,
  cta: { label: "Look", href: "/new" },
  products: [{ id: "prod_1", handle: "tea pot", title: "Tea pot", thumbnail: null }],
  coupon: { code: "ABC", expires_at: null },
  disclosure: "Paid",
  personalized_price: true,
  why: "You bought tea.",
}
const client = createKairos({ baseUrl: "http://127.0.0.1:1", publishableKey: "pk_1" })
const slot = { code: "home-hero", reserve: 240, fallback: "Autumn", label: "Offers" }

const page = (embedded?: { content: Record<string, RenderedContent | null>; ttl: number }) =>
  renderToStaticMarkup(
    createElement(KairosProvider, {
      client,
      ...(embedded === undefined ? {} : { embedded }),
      children: createElement(Placement, slot),
    })
  )

describe("a placement in the first paint", () => {
  it("holds its room while nothing is known", () => {
    const html = page()
    expect(html).toContain("min-height:240px")
    expect(html).toContain('aria-label="Offers"')
    expect(html).toContain('aria-busy="true"')
    expect(html).not.toContain("Autumn")
  })

  it("draws what came with the page at once, as text and never as HTML", () => {
    const html = page({ content: { "home-hero": offer }, ttl: 0 })
    expect(html).toContain("<strong>for you</strong>")
    expect(html).toContain("Hello &lt;img src=x onerror=alert(1)&gt;")
    expect(html).not.toContain("<img")
    expect(html).toContain('href="/products/tea%20pot"')
    expect(html).toContain("<code>ABC</code>")
    expect(html).toContain("You bought tea.")
  })

  it("draws the fallback when nothing was decided", () => {
    expect(page({ content: { "home-hero": null }, ttl: 0 })).toContain("Autumn")
  })

  it("escapes hostile Markdown", () => {
    const text = "<script>alert(1)</script> [x](javascript:alert) ![y](/z) **<svg onload=a>**"
    const html = renderToStaticMarkup(createElement(Markdown, { text }))
    expect(html).not.toMatch(/<(script|svg|img)/)
    expect(html).not.toContain("javascript:")
  })
})

describe("the store behind the placements", () => {
  const answering = (ttl: number) => {
    const asked: (readonly string[])[] = []
    const content = (codes: readonly string[]) => {
      asked.push(codes)
      const found = Object.fromEntries(codes.map((code) => [code, offer]))
      return Promise.resolve({ content: found, ttl, answered: true })
    }
    return { asked, store: createPlacementStore({ content }) }
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

  it("asks once for the placements of one page", async () => {
    const { asked, store } = answering(60)
    store.load({ key: "a", code: "home-hero", context: {} })
    store.load({ key: "b", code: "cart-banner", context: {} })
    store.load({ key: "c", code: "other", context: { cartId: "cart_1" } })
    store.load({ key: "a", code: "home-hero", context: {} })
    await settle()
    expect(asked).toEqual([["home-hero", "cart-banner"], ["other"]])
    expect(store.peek("a", "home-hero")).toMatchObject({ status: "ready" })
  })

  it("keeps an answer for its time and no longer", async () => {
    const kept = answering(60)
    const passing = answering(0)
    for (const { store } of [kept, passing]) {
      store.load({ key: "a", code: "home-hero", context: {} })
      await settle()
      store.load({ key: "a", code: "home-hero", context: {} })
      await settle()
    }
    expect(kept.asked).toHaveLength(1)
    expect(passing.asked).toHaveLength(2)
  })

  it("gives what came with the page to its first view alone", () => {
    const content = () => Promise.resolve({ content: {}, ttl: 0, answered: false })
    const embedded = { content: { "home-hero": offer }, ttl: 0 }
    const store = createPlacementStore({ content }, embedded)
    expect(store.peek("ana", "home-hero").status).toBe("ready")
    expect(store.peek("ana", "home-hero").status).toBe("ready")
    expect(store.peek("ben", "home-hero").status).toBe("waiting")
  })
})
