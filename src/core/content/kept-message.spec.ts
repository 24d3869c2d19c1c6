import { couponCode } from "../coupon/code"
import { asPicture, type KeptMessage, withoutSecrets } from "./kept-message"

const TOKEN =
  "eyJhbGciOiJIUzI1NiIsImtpZCI6ImEifQ.eyJzdWIiOiJwXzEiLCJhdWQiOiJ1bnN1YnNjcmliZSJ9.b-3_x9"
const SEALED = "eyJhbGciOiJkaXIifQ..a-b_c.d-e_f.g-h"
const CODE = couponCode(new Uint8Array([7, 200, 31, 5, 90, 161, 44, 250, 3, 99]))

const message = (over: Partial<KeptMessage> = {}): KeptMessage => ({
  locale: "en",
  sender: null,
  subject: `${CODE} is yours`,
  html: `<a href="https://api.example/kairos/unsubscribe?token&#61;${TOKEN}">Out</a> <b>${CODE}</b>, ${SEALED}`,
  text: `Out: https://api.example/kairos/unsubscribe?token=${TOKEN}\nhttps://shop.example/?code=${CODE.toLowerCase()}`,
  ...over,
})

describe("a message that is kept", () => {
  it("has no token and no code in any part, and says which coupon it was", () => {
    const kept = withoutSecrets(message())
    const all = JSON.stringify(kept).toLowerCase()
    expect(all).not.toContain(CODE.toLowerCase())
    expect(all).not.toMatch(/eyj|b-3_x9|g-h/)
    expect(kept.subject).toBe(`••••-••••-••••-${CODE.slice(-4)} is yours`)
    expect(kept.html).toBe(
      `<a href="https://api.example/kairos/unsubscribe?token&#61;removed">Out</a> <b>••••-••••-••••-${CODE.slice(-4)}</b>, removed`
    )
    expect(kept.text).toContain("?token=removed\n")
  })

  it("stays as it was where there is nothing to hide", () => {
    const plain = message({
      subject: "Order 1234-5678",
      html: '<p data-x="ABCD-EFGH-JKMN">2026-11-30</p>',
      text: "cart_01JABCD-EFGH-JKMN-PQRS-TVWX and eyJ alone",
    })
    expect(withoutSecrets(plain)).toEqual(plain)
  })

  it("has nothing that cannot be stored, whatever a shop's own channel wrote", () => {
    const odd = message({ subject: "", html: "", text: "a\u0000b\ud800c\n\tand ó 🎉" })
    expect(withoutSecrets(odd).text).toBe("abc\n\tand ó 🎉")
  })

  it("leads nowhere when it is looked at, whatever stands in its attributes", () => {
    const shown = asPicture(
      `<base href=https://x.example><meta http-equiv="refresh" content="0;url=https://x.example"><p>a &gt; href="b"</p>` +
        `<a title="a > b" HREF = 'https://x.example/?a=1' target=_top style="color:red">Go</a><area href="https://x.example">` +
        `<form action="https://x.example"><button>Buy</button></form><abbr title="href">x</abbr>`
    )
    expect(shown).not.toContain("x.example/")
    expect(shown).not.toMatch(/<(?:a|area|form|base)[^>]*https?:/i)
    expect(shown).not.toContain("http-equiv")
    expect(shown).toContain(`<a title="a > b" style="color:red">Go</a>`)
    expect(shown).toContain(`<p>a &gt; href="b"</p>`)
    expect(shown).toContain(`<abbr title="href">x</abbr>`)
  })
})
