import { checkCouponTerms } from "./terms"

const PERCENT = { kind: "percent", value: 10 }

function termsOf(args: Record<string, unknown>) {
  const checked = checkCouponTerms(args, "steps[0].actions[0].args")
  return checked.ok ? checked.value : checked.problems.map((problem) => problem.message)
}

describe("the terms of a coupon", () => {
  it("fills in what is left out", () => {
    expect(termsOf({ ...PERCENT })).toEqual({
      kind: "percent",
      value: "10",
      currency_code: null,
      minimum: null,
      gift_variant_id: null,
      valid_days: 30,
      next_order_only: false,
    })
  })

  it("takes the contract's example", () => {
    const args = { kind: "percent", value: 10, minimum: null, valid_days: 7, next_order_only: true }
    expect(termsOf(args)).toMatchObject({ value: "10", valid_days: 7, next_order_only: true })
  })

  it.each([[0.01], [12.5], [100], ["10"], ["99.99"]])("takes %p percent", (value) => {
    expect(termsOf({ kind: "percent", value })).toMatchObject({ value: String(value) })
  })

  it.each([
    [0],
    [101],
    [100.01],
    [-5],
    ["10,5"],
    ["NaN"],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    ["1e1"],
    [" 10"],
    [0.001],
    [null],
    [undefined],
    [true],
    [[10]],
    [{ amount: 10 }],
  ])("refuses %p percent and says what is expected", (value) => {
    expect(termsOf({ kind: "percent", value })).toEqual([
      expect.stringMatching(
        /^steps\[0\]\.actions\[0\]\.args\.value must be a number above 0 and at most 100/
      ),
    ])
  })

  it.each([
    [{ value: 5, currency_code: "eur" }, "5", "eur"],
    [{ value: "5.50", currency_code: "EUR" }, "5.5", "eur"],
    [{ value: { amount: 5, currency_code: "usd" } }, "5", "usd"],
    [{ value: 1.234, currency_code: "kwd" }, "1.234", "kwd"],
    [{ value: 100, currency_code: "jpy" }, "100", "jpy"],
    [{ value: "10.00", currency_code: "jpy" }, "10", "jpy"],
  ])("takes the fixed amount %j", (args, value, currency_code) => {
    expect(termsOf({ kind: "fixed", ...args })).toMatchObject({ value, currency_code })
  })

  it.each([
    [{ value: 5 }, /currency_code is missing/],
    [{ value: 5, currency_code: "xxq" }, /currency_code must be an ISO 4217 currency/],
    [{ value: 5, currency_code: 978 }, /currency_code must be an ISO 4217 currency/],
    [{ value: 10.5, currency_code: "jpy" }, /at most 0 decimals in JPY, got 10.5/],
    [{ value: 1.2345, currency_code: "kwd" }, /at most 3 decimals in KWD/],
    [{ value: 0.001, currency_code: "eur" }, /at most 2 decimals in EUR/],
    [{ value: 0, currency_code: "eur" }, /value must be an amount above 0/],
    [{ value: -1, currency_code: "eur" }, /value must be an amount above 0/],
    [{ value: 0.1 + 0.2, currency_code: "eur" }, /at most 2 decimals/],
    [{ value: 1e15, currency_code: "eur" }, /value must be an amount above 0/],
    [
      { value: 5, currency_code: "eur", minimum: { amount: 20, currency_code: "usd" } },
      /same for value and minimum, got eur and usd/,
    ],
  ])("refuses the fixed amount %j", (args, message) => {
    expect(termsOf({ kind: "fixed", ...args })).toEqual([expect.stringMatching(message)])
  })

  it.each([
    [{ minimum: 40 }, "40", null],
    [{ minimum: 40, currency_code: "eur" }, "40", "eur"],
    [{ minimum: { amount: "40.50", currency_code: "eur" } }, "40.5", "eur"],
    [{ minimum: "" }, null, null],
  ])("takes the minimum %j", (args, minimum, currency_code) => {
    expect(termsOf({ ...PERCENT, ...args })).toMatchObject({ minimum, currency_code })
  })

  it.each([[0], [-1], ["a lot"], [[]], [true]])("refuses the minimum %j", (minimum) => {
    expect(termsOf({ ...PERCENT, minimum })).toEqual([
      expect.stringMatching(/minimum must be an amount above 0/),
    ])
  })

  it("asks for the variant of a gift, and for it only there", () => {
    expect(termsOf({ kind: "gift", gift_variant_id: "variant_01" })).toMatchObject({
      value: null,
      gift_variant_id: "variant_01",
    })
    expect(termsOf({ kind: "gift" })).toEqual([expect.stringMatching(/id of the product variant/)])
    expect(termsOf({ ...PERCENT, gift_variant_id: "variant_01" })).toEqual([
      expect.stringMatching(/only a gift coupon/),
    ])
  })

  it("has no amount where there is nothing to count", () => {
    expect(termsOf({ kind: "free_shipping" })).toMatchObject({ value: null })
    expect(termsOf({ kind: "free_shipping", value: 5 })).toEqual([
      expect.stringMatching(/must be left out/),
    ])
  })

  it.each([[1], [3650], ["7"]])("is valid for %p days", (valid_days) => {
    expect(termsOf({ ...PERCENT, valid_days })).toMatchObject({ valid_days: Number(valid_days) })
  })

  it.each([[0], [3651], [-1], [1.5], ["soon"], [Number.NaN]])(
    "is not valid for %p days",
    (valid_days) => {
      expect(termsOf({ ...PERCENT, valid_days })).toEqual([
        expect.stringMatching(/valid_days must be a whole number of days from 1 to 3650/),
      ])
    }
  )

  it("names a misspelt kind and a misspelt argument, all at once", () => {
    expect(termsOf({ kind: "percents", valu: 10, next_order_only: "yes" })).toEqual([
      expect.stringMatching(/valu is unknown; did you mean "value"\?/),
      expect.stringMatching(
        /kind must be one of percent, fixed, free_shipping, gift.*did you mean "percent"/
      ),
      expect.stringMatching(/next_order_only must be true or false/),
    ])
  })
})
