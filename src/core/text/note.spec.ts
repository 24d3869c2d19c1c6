import { note, NOTE_KEYS, noteIn } from "./note"

/** One of everything that a note may hold. */
const VALUES = {
  at: "2026-03-02T10:15:00.000Z",
  cause: "spam_report",
  name: "order.placed",
  title: "Oak (large), since 1960",
  text: "the template needs order",
  id: "#1042",
  days: 90,
  count: 1,
  max: 1,
  status: 503,
  given: "12.5",
  promised: "5",
  most: "20",
  currency: "EUR",
  note: "the provider could not be reached",
  notes: '"Oak" is out of stock; "Mug" does not exist any more',
}

describe("a note", () => {
  it.each(NOTE_KEYS)("%s is kept in English and read in three languages", (key) => {
    const kept = note(key, VALUES)
    const read = noteIn(kept)
    expect(kept).not.toMatch(/[{}]/)
    expect(Object.values(read).join()).not.toMatch(/[{}]|undefined/)
    expect(new Set(Object.values(read)).size).toBe(3)
  })

  it("says times, causes and other notes as the language does", () => {
    expect(noteIn(note("suppressed", VALUES))).toEqual({
      en: "spam report since March 2, 2026 at 10:15 AM UTC",
      es: "denuncia de spam desde el 2 de marzo de 2026 a las 10:15 UTC",
      pt: "denúncia de spam desde 2 de março de 2026 às 10:15 UTC",
    })
    expect(noteIn(note("once_more", VALUES)).es).toBe(
      "no se pudo llegar al proveedor; se envía una vez más, porque es un mensaje de servicio"
    )
  })

  it("says each of several notes as the language does", () => {
    expect(noteIn(note("nothing_sellable", VALUES)).es).toBe(
      "no se puede comprar nada del carrito: «Oak» está agotado; «Mug» ya no existe"
    )
  })

  it("leaves words that are not its own, and braces in a title", () => {
    const own = "550 5.7.1 rejected since forever"
    expect(noteIn(own)).toEqual({ en: own, es: own, pt: own })
    expect(noteIn(note("product_gone", { title: "{at} $& lamp" })).es).toBe(
      "«{at} $& lamp» ya no existe"
    )
  })
})
