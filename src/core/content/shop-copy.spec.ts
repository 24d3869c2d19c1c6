import type { KeptMessage } from "./kept-message"
import { shopCopy } from "./shop-copy"

const TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"
const WAY_OUT = `https://api.shop.example/kairos/unsubscribe?token=${TOKEN}`
const message = (locale: KeptMessage["locale"]): KeptMessage => ({
  locale,
  sender: '"Shop" <shop@shop.example>',
  subject: "Your code ABCD-EFGH-JKMN-PQRS",
  html: `<html><body class="x"><a href="${WAY_OUT}">Unsubscribe</a><form action="${WAY_OUT}"><button>Out</button></form></body></html>`,
  text: `Code ABCD-EFGH-JKMN-PQRS. Unsubscribe: ${WAY_OUT}`,
})

describe("a copy for the shop (C1)", () => {
  it("says what it is, in the message's language, and whose delivery", () => {
    expect(shopCopy(message("en"), "kdel_1").subject).toMatch(/^Copy: Your code/)
    expect(shopCopy(message("es"), "kdel_1").text).toMatch(
      /^Copia para la tienda de la entrega kdel_1\./
    )
    expect(shopCopy(message("pt"), "kdel_1").html).toMatch(
      /<body class="x"><p>Cópia para a loja da entrega kdel_1\./
    )
    expect(shopCopy({ ...message("en"), html: "<b>x</b>" }, "kdel_1").html).toMatch(/^<p>Copy/)
  })

  it("holds nothing that acts for the person: no token, no code, and no link that leads anywhere", () => {
    const { subject, html, text } = shopCopy(message("en"), "kdel_1")
    for (const part of [subject, html, text]) {
      expect(part).not.toContain(TOKEN)
      expect(part).not.toContain("ABCD-EFGH")
    }
    expect(html).not.toMatch(/href|action=/)
    expect(text).toContain("token=removed")
  })
})
