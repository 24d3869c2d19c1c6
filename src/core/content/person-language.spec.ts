import type { ConsentEntry, ContactState } from "../consent/consent"
import { foldConsents } from "../consent/fold"
import { personLanguage } from "./person-language"
import { sampleSubject } from "./sample-context"

const contact = (more: Partial<ContactState>): ContactState => ({
  consents: {},
  suppressed: {},
  profiling_objected: false,
  paused_until: null,
  locale: null,
  time_zone: null,
  ...more,
})

const agreed = (since: string, locale: string | null, granted = true): ConsentEntry => ({
  granted,
  since,
  source: "registration",
  record_id: since,
  locale,
})

describe("the language a person reads", () => {
  it("is not known of somebody who told nothing", () => {
    expect(personLanguage({})).toBeNull()
    expect(personLanguage({ contact: contact({ locale: "fr" }) })).toBeNull()
  })

  it("is that in which they subscribed, years later, too", () => {
    const subscription = {
      ...sampleSubject("2026-01-01T00:00:00.000Z").subscription!,
      locale: "pt-BR",
    }
    expect(personLanguage({ subscription })).toBe("pt")
    expect(personLanguage({ subscription, contact: contact({ locale: "es" }) })).toBe("es")
  })

  it("is that of their newest order where the moment is about none", () => {
    const { customer } = sampleSubject("2026-01-01T00:00:00.000Z")
    const known = { customer: { ...customer!, locale: null, ordered_in: "pt-BR" } }
    const consents = { "marketing:email": agreed("2026-02-01T00:00:00.000Z", "es") }
    expect(personLanguage({ ...known, contact: contact({ consents }) })).toBe("pt")
    expect(personLanguage({ ...known, contact: contact({ locale: "en" }) })).toBe("en")
  })

  it("is that of the form in which they last agreed", () => {
    const consents = {
      "reviews:email": agreed("2026-01-01T00:00:00.000Z", "es"),
      "marketing:email": agreed("2026-02-01T00:00:00.000Z", "pt-BR"),
      "profiling:on_site": agreed("2026-03-01T00:00:00.000Z", "en", false),
      "sharing:email": agreed("2026-04-01T00:00:00.000Z", null),
    }
    expect(personLanguage({ contact: contact({ consents }) })).toBe("pt")
  })

  it("is first of all what they chose", () => {
    const consents = { "marketing:email": agreed("2026-02-01T00:00:00.000Z", "pt") }
    expect(personLanguage({ contact: contact({ consents, locale: "es" }) })).toBe("es")
  })

  it("is kept when consents are folded", () => {
    const consents = foldConsents([
      {
        id: "kcons_1",
        purpose: "marketing",
        channel: "email",
        granted: true,
        source: "registration",
        text_version: "v1",
        locale: "es",
        occurred_at: "2026-02-01T00:00:00.000Z",
      },
    ])
    expect(personLanguage({ contact: contact({ consents }) })).toBe("es")
  })
})
