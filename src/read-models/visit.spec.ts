import { sessionWith, type VisitColumns } from "./visit"

const SHOP = "https://www.shop.example"
const request = { path: "/cart", referrer: null, utm: {}, locale: "es" }
const visit: VisitColumns = {
  active: true,
  time_zone: "Europe/Madrid",
  entry_path: "/products",
  entry_referrer_host: "partner.example",
  entry_utm: { campaign: "spring" },
  page_count: 3,
  seconds_on_page: 5,
  seconds_on_site: 40,
  product_ids_viewed: ["prod_1"],
  stimulating_product_ids: [],
}

describe("the visit as facts read it", () => {
  it("goes on from what was stored", () => {
    expect(sessionWith(request, visit, SHOP)).toEqual({
      ...request,
      utm: { campaign: "spring" },
      time_zone: "Europe/Madrid",
      entry_source: "partner.example",
      entry_path: "/products",
      page_count: 3,
      seconds_on_page: 5,
      seconds_on_site: 40,
      product_ids_viewed: ["prod_1"],
      stimulating_product_ids: [],
    })
  })

  it.each([
    ["a partner's link", { referrer: "https://partner.example/x" }, "partner.example"],
    ["a campaign", { utm: { source: "banner" } }, "banner"],
    ["the shop's own page", { referrer: "https://shop.example/" }, undefined],
    ["nothing", {}, undefined],
  ])("of whom nothing is stored begins with %s", (_, more, source) => {
    const session = sessionWith({ ...request, ...more }, null, SHOP)
    expect(session.entry_source).toBe(source)
    expect(session.entry_path).toBe(source === undefined ? undefined : "/cart")
    expect(session.page_count).toBeUndefined()
  })

  it("that is over begins anew with this page, and counts nothing of the last one", () => {
    const session = sessionWith(request, { ...visit, active: false }, SHOP)
    expect(session).toMatchObject({ entry_source: "direct", entry_path: "/cart" })
    expect(session.page_count).toBeUndefined()
  })
})
