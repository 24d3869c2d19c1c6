import { mergeCatalog } from "../../catalog"
import { localized } from "../text/localized"
import { note } from "../text/note"
import { detailIn, keptLeaf } from "./delivery-note"

const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })
const leaf = {
  kind: "rule",
  field: "order.total",
  operator: ">=",
  expected: 40,
  actual: { amount: "31.2", currency_code: "eur" },
  result: false,
} as const

describe("what is kept beside a delivery's reason", () => {
  it("names the condition that its step did not meet", () => {
    const read = detailIn(keptLeaf(leaf), catalog)
    expect(localized((language) => read[language].replaceAll("\u00a0", " "))).toEqual({
      en: "the order total was €31.20 and at least €40.00 was asked",
      es: "el total del pedido era 31,20 € y se pedía al menos 40,00 €",
      pt: "o total do pedido era € 31,20 e pedia-se pelo menos € 40,00",
    })
    expect(detailIn(keptLeaf({ ...leaf, actual: null, result: "unknown" }), catalog).es).toMatch(
      /^el total del pedido no se conoce/
    )
  })

  it("is a note, or somebody else's words", () => {
    expect(detailIn(note("automation_paused"), catalog).es).toBe("la automatización está en pausa")
    const words = "mailbox full, was 99 percent"
    expect(detailIn(words, catalog)).toEqual({ en: words, es: words, pt: words })
  })
})
