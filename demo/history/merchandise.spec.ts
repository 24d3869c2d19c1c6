import { isForSale } from "./merchandise"

const product = (more: object = {}) => ({
  sku: "85123A",
  title: "White Lantern",
  price: "2.55",
  ...more,
})

describe("what a demo shop shows of a history", () => {
  it.each([
    ["goods", {}, true],
    ["goods whose code has no digit", { sku: "DCGSSGIRL", title: "Girls Party Bag" }, true],
    ["goods for the smallest coin", { price: "0.01" }, true],
    ["goods with a word of a note in the title", { title: "Lost Property Sign" }, true],
    ["postage", { sku: "POST", title: "Postage" }, false],
    ["manual entries, however they are typed", { sku: "m", title: "Manual" }, false],
    ["bank charges", { sku: "BANK CHARGES" }, false],
    ["a voucher", { sku: "gift_0001_20", title: "Gift Voucher £20.00" }, false],
    ["a note", { sku: "DCGS0057", title: "Unknown" }, false],
    ["question marks", { title: "??" }, false],
    ["what was only ever given away", { price: null }, false],
    ["a price below every coin", { price: "0.001" }, false],
  ])("%s", (_name, more, expected) => {
    expect(isForSale(product(more), "gbp")).toBe(expected)
  })

  it("knows coins by their currency", () => {
    expect(isForSale(product({ price: "0.001" }), "kwd")).toBe(true)
    expect(isForSale(product({ price: "0.5" }), "jpy")).toBe(false)
  })
})
