import { REASONS } from "../decision/decision"
import { AVOIDED_REASONS, avoidedGroups, avoidedSentence } from "./avoided-contacts"

const counted = [
  { reason: "consent_missing", count: 20 },
  { reason: "objected", count: 31 },
  { reason: "capped", count: 1200 },
  { reason: "already_bought", count: 4 },
  { reason: "condition_false", count: 900 },
  { reason: "holdout", count: 50 },
  { reason: "minor", count: 0 },
] as const

describe("contacts that were avoided (003.22)", () => {
  it("are those that nobody wanted, that were too many or too late, and not what was never due", () => {
    expect(avoidedGroups(counted)).toEqual([
      {
        kind: "unwanted",
        count: 51,
        reasons: [
          { reason: "objected", count: 31 },
          { reason: "consent_missing", count: 20 },
        ],
      },
      { kind: "too_many", count: 1200, reasons: [{ reason: "capped", count: 1200 }] },
      { kind: "too_late", count: 4, reasons: [{ reason: "already_bought", count: 4 }] },
    ])
    expect(new Set(AVOIDED_REASONS).size).toBe(AVOIDED_REASONS.length)
    const never = ["condition_false", "condition_unknown", "holdout", "no_address", "inactive"]
    expect(REASONS.filter((reason) => never.includes(reason))).toHaveLength(never.length)
    expect(AVOIDED_REASONS.filter((reason) => never.includes(reason))).toEqual([])
  })

  it("are said in a line, in three languages", () => {
    expect(avoidedSentence(avoidedGroups(counted), 7)).toEqual({
      en: "Contacts avoided in the last 7 days: 1,255. Not wanted: 51; too many for one person: 1,200; no longer of use: 4.",
      es: "Contactos evitados en los últimos 7 días: 1255. No deseados: 51; demasiados para una persona: 1200; ya sin utilidad: 4.",
      pt: "Contatos evitados nos últimos 7 dias: 1.255. Não desejados: 51; demais para uma pessoa: 1.200; já sem utilidade: 4.",
    })
    expect(avoidedSentence(avoidedGroups([]), 7).en).toBe(
      "In the last 7 days no contact had to be avoided."
    )
  })
})
