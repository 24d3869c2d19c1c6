import { foldJournal, type JournalEntry, journalLine, readJournalLine } from "./journal"

const entry = (more: Partial<JournalEntry>): JournalEntry => ({
  id: "kjrn_1",
  kind: "withdrawn",
  at: "2026-05-01T10:00:00.000Z",
  hash: "h1",
  purpose: "marketing",
  channel: "email",
  cause: null,
  until: null,
  ...more,
})

describe("a line of the journal", () => {
  it.each([
    entry({}),
    entry({ kind: "mark", hash: null, purpose: null, channel: null }),
    entry({ kind: "paused", until: "2026-06-01T00:00:00.000Z" }),
    entry({ kind: "suppressed", purpose: null, cause: "hard_bounce" }),
  ])("is read as it was written: $kind", (one) => {
    expect(readJournalLine(journalLine(one))).toEqual(one)
    expect(journalLine(one)).not.toContain("null")
  })

  it.each([
    ["cut off", journalLine(entry({})).slice(0, 40)],
    ["empty", ""],
    ["a list", "[1]"],
    ["of an unknown kind", '{"id":"1","kind":"granted","at":"2026-05-01T10:00:00Z","hash":"h"}'],
    ["without a time", '{"id":"1","kind":"withdrawn","hash":"h"}'],
    ["about nobody", '{"id":"1","kind":"withdrawn","at":"2026-05-01T10:00:00Z"}'],
  ])("that is %s is none", (_what, line) => {
    expect(readJournalLine(line)).toBeNull()
  })
})

describe("the journal's fold", () => {
  const later = "2026-05-02T10:00:00.000Z"

  it("keeps the last word of each person, purpose and channel, and of that only a no", () => {
    const { withdrawn } = foldJournal([
      entry({ id: "1" }),
      entry({ id: "2", purpose: "reviews" }),
      entry({ id: "3", kind: "given_again", at: later }),
      entry({ id: "4", hash: "h2", kind: "given_again" }),
      entry({ id: "5", hash: "h2", at: later }),
    ])
    expect(withdrawn.map(({ id }) => id).sort()).toEqual(["2", "5"])
  })

  it("goes by when it was said and not by when it was written", () => {
    const { withdrawn } = foldJournal([
      entry({ id: "1", at: later }),
      entry({ id: "2", kind: "given_again" }),
    ])
    expect(withdrawn.map(({ id }) => id)).toEqual(["1"])
  })

  it("leaves out what was lifted, and a pause that was taken back", () => {
    const until = "2026-06-01T00:00:00.000Z"
    const folded = foldJournal([
      entry({ id: "1", kind: "suppressed", purpose: null }),
      entry({ id: "2", kind: "lifted", purpose: null }),
      entry({ id: "3", kind: "suppressed", purpose: null, channel: "sms" }),
      entry({ id: "4", kind: "paused", purpose: null, channel: null, until }),
      entry({ id: "5", kind: "paused", purpose: null, channel: null, at: later }),
      entry({ id: "6", kind: "paused", purpose: null, channel: null, hash: "h2", until }),
      entry({ id: "7", kind: "erased", purpose: null, channel: null }),
    ])
    expect(folded.suppressed.map(({ id }) => id)).toEqual(["3"])
    expect(folded.paused.map(({ id }) => id)).toEqual(["6"])
    expect(folded.erased.map(({ id }) => id)).toEqual(["7"])
  })
})
