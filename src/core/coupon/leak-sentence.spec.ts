import { leakSentence } from "./leak-sentence"

const TRIED = { attempts: 412, baskets: 390, since: "2026-11-22T09:14:00.000Z", revoked_at: null }

it("says how often a code was tried since when, by the shop's clocks, in three languages", () => {
  const said = leakSentence(TRIED, "Europe/Madrid")
  expect(said.en).toMatch(/^This code was tried 412 times by others after .*10:14 AM.*390 carts\.$/)
  expect(said.es).toMatch(/^Otras personas probaron este código 412 veces desde el .*10:14.*390/)
  expect(said.pt).toMatch(/^Outras pessoas tentaram este código 412 vezes desde .*10:14.*390/)
})

it("counts one cart as one", () => {
  const said = leakSentence({ ...TRIED, attempts: 2, baskets: 1 }, "UTC")
  expect([said.en, said.es, said.pt].map((text) => text.split(/, (?=on|en|em)/)[1])).toEqual([
    "on 1 cart.",
    "en 1 carrito.",
    "em 1 carrinho.",
  ])
})

it("says what became of it", () => {
  const revoked = { ...TRIED, attempts: 1, revoked_at: "2026-11-22T09:20:00.000Z" }
  const said = leakSentence(revoked, "UTC")
  expect(said.en).toMatch(/tried once by somebody else.*It was revoked on .*9:20.*same value\.$/s)
  expect(said.es).toContain("Se revocó el")
  expect(said.pt).toContain("Foi revogado em")
})
