import { checkImported, type ImportLine } from "./check-imported"

const at = { now: "2026-06-01T00:00:00.000Z", inquiry_months: 6 }
const line: ImportLine = {
  email: " Ana@SHOP.example ",
  purpose: "marketing",
  channel: "email",
  granted: "yes",
  date: "2025-03-02 10:15:00",
  source: "newsletter form",
  text: "Quiero recibir ofertas por correo.",
  locale: "es",
}

describe("a consent from another system", () => {
  it("is taken with its evidence, under the address as we match it", () => {
    expect(checkImported(line, at)).toEqual({
      email: "ana@shop.example",
      purpose: "marketing",
      channel: "email",
      granted: true,
      occurred_at: "2025-03-02T10:15:00.000Z",
      said_in: "newsletter form",
      text: line.text,
      text_version: null,
      locale: "es",
      basis: "consent",
      expires_at: null,
    })
  })

  it.each<[string, ImportLine]>([
    ["no_address", { email: "a@@b" }],
    ["no_address", { email: undefined }],
    ["unknown_purpose", { purpose: "service" }],
    ["unknown_purpose", { purpose: "everything" }],
    ["unknown_channel", { channel: "fax" }],
    ["unclear_answer", { granted: "maybe" }],
    ["unclear_answer", { granted: "" }],
    ["no_date", { date: "" }],
    ["no_date", { date: "03/04/2025" }],
    ["no_date", { date: "2025-02-30" }],
    ["future_date", { date: "2026-06-01T00:00:01Z" }],
    ["no_source", { source: " " }],
    ["no_wording", { text: "", text_version: undefined }],
    ["ended", { expires_at: "2026-06-01" }],
    ["ended", { basis: "inquiry", date: "2025-11-30" }],
  ])("is left out as %s: %j", (reason, more) => {
    expect(checkImported({ ...line, ...more }, at)).toBe(reason)
  })

  it("a no needs no evidence, and counts from now where its date cannot be read", () => {
    const no = { email: line.email, granted: "no" }
    expect(checkImported(no, at)).toMatchObject({ granted: false, occurred_at: at.now })
    expect(checkImported({ ...no, date: "2030-01-01" }, at)).toMatchObject({ occurred_at: at.now })
    expect(checkImported({ ...no, date: "2024-01-01" }, at)).toMatchObject({
      occurred_at: "2024-01-01T00:00:00.000Z",
    })
  })

  it("an inquiry needs no words and ends by itself", () => {
    const inquiry = { ...line, text: "", basis: "inquiry", date: "2026-03-31" }
    expect(checkImported(inquiry, at)).toMatchObject({
      basis: "inquiry",
      expires_at: "2026-09-30T00:00:00.000Z",
    })
  })
})
