import type { Contact } from "../../../modules/kairos-consent/contacts"
import { preferencesPage } from "./view"

const MAY = "2026-05-01T00:00:00.000Z"
const JUNE = "2026-06-01T00:00:00.000Z"

const page = (language: "en" | "es" | "pt", is: string | null, would: string | null) =>
  preferencesPage({
    language,
    token: "t",
    person: { email: "ada@shop.example", topics: [], paused_until: would } as unknown as Contact,
    paused_until: is,
    choices: [],
    topics: [],
    summary: [],
    is_draft: is !== would,
    problems: [],
    time_zone: "Etc/UTC",
    now: "2026-03-02T10:00:00.000Z",
    notice: null,
  }).body
const hintsOf = (body: string) =>
  [...body.matchAll(/<p class="hint">([^<]*)<\/p>/g)].map(([, text]) => text)

describe("the page of preferences", () => {
  it.each([
    ["en", "Paused until May 1, 2026.", "Once you save this, paused until June 1, 2026."],
    [
      "es",
      "En pausa hasta el 1 de mayo de 2026.",
      "Cuando lo guardes, en pausa hasta el 1 de junio de 2026.",
    ],
    ["pt", "Pausado até 1 de maio de 2026.", "Quando você salvar, pausado até 1 de junho de 2026."],
  ] as const)("says of a pause that is not saved what would be (%s)", (language, is, would) => {
    expect(hintsOf(page(language, MAY, MAY))).toEqual([is])
    expect(hintsOf(page(language, null, JUNE))).toEqual([would])
    expect(hintsOf(page(language, MAY, JUNE))).toEqual([is, would])
  })

  it("says of a pause that would end that it still lasts", () => {
    const [is, would] = hintsOf(page("en", MAY, null))
    expect(is).toBe("Paused until May 1, 2026.")
    expect(would).toBe("Once you save this, no pause.")
    expect(hintsOf(page("en", "2026-03-01T00:00:00.000Z", null))).toEqual([])
  })
})
