import fc from "fast-check"
import {
  addAmounts,
  compareAmounts,
  currencyDigits,
  formatMoney,
  isAmount,
  isCurrency,
  subtractAmounts,
  toAmount,
} from "./money"

const amount = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.nat(4))
  .map(([units, digits]) => {
    const text = (units < 0n ? -units : units).toString().padStart(digits + 1, "0")
    const point = text.length - digits
    const decimals = digits === 0 ? "" : `.${text.slice(point)}`
    return `${units < 0n ? "-" : ""}${text.slice(0, point)}${decimals}`
  })

it("adds exactly where doubles do not", () => {
  expect(addAmounts("0.1", "0.2")).toBe("0.3")
  expect(subtractAmounts("0.3", "0.1")).toBe("0.2")
  const cents = Array.from({ length: 10_000 }, () => "0.01")
  expect(cents.reduce(addAmounts, "0")).toBe("100")
})

it("adding and taking away again changes nothing", () => {
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      expect(compareAmounts(subtractAmounts(addAmounts(a, b), b), a)).toBe(0)
    })
  )
})

it("compares as numbers, not as texts", () => {
  expect(compareAmounts("100", "20")).toBe(1)
  expect(compareAmounts("20", "20.00")).toBe(0)
  expect(compareAmounts("-1", "0")).toBe(-1)
  expect(compareAmounts("123456789012345678.01", "123456789012345678.02")).toBe(-1)
})

it("compares as the difference says, short and long", () => {
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      const difference = subtractAmounts(a, b)
      const sign = difference === "0" ? 0 : difference.startsWith("-") ? -1 : 1
      expect(compareAmounts(a, b)).toBe(sign)
    })
  )
})

it("formats with the currency's own digits and the language's separators", () => {
  const plain = (money: string) => money.replace(/\u00a0/g, " ")
  expect(formatMoney({ amount: "31.2", currency_code: "gbp" }, "en")).toBe("£31.20")
  expect(formatMoney({ amount: "1000", currency_code: "jpy" }, "en")).toBe("¥1,000")
  expect(plain(formatMoney({ amount: "1.5", currency_code: "kwd" }, "en"))).toBe("KWD 1.500")
  expect(plain(formatMoney({ amount: "1234.5", currency_code: "brl" }, "pt-BR"))).toBe(
    "R$ 1.234,50"
  )
  expect(plain(formatMoney({ amount: "44.7", currency_code: "eur" }, "es"))).toBe("44,70 €")
  expect(plain(formatMoney({ amount: "10", currency_code: "cad" }, "en"))).toBe("CA$10.00")
})

it("formats amounts that a double cannot hold, and currencies that nobody knows", () => {
  expect(formatMoney({ amount: "12345678901234567.89", currency_code: "eur" }, "en")).toBe(
    "€12,345,678,901,234,567.89"
  )
  expect(formatMoney({ amount: "5", currency_code: "xxy" }, "en")).toBe("5 XXY")
})

it("knows currencies and their digits", () => {
  expect([currencyDigits("eur"), currencyDigits("JPY"), currencyDigits("kwd")]).toEqual([2, 0, 3])
  expect(currencyDigits("nope")).toBeNull()
  expect([isCurrency("eur"), isCurrency("xxy"), isCurrency("")]).toEqual([true, false, false])
})

it("takes plain decimals alone for amounts", () => {
  expect(["1", "-1.50", "0.001"].every(isAmount)).toBe(true)
  expect(["", "1e3", "1,5", " 1", "NaN", ".5", "5."].some(isAmount)).toBe(false)
  expect(toAmount(1e21)).toBe("1000000000000000000000")
  expect(toAmount("1.50")).toBe("1.50")
})
