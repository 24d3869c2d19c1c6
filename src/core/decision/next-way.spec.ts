import { inOrderOfWays, openWays, refusedWay } from "./next-way"

const way = (channel: string) => ({ channel, action: { code: "send_message", args: { channel } } })
const WAYS = [way("sms"), way("email"), way("on_site")]
const because = (channel: string) => ({
  channel,
  reason: "unavailable" as const,
  detail: "the provider answered 550",
})

describe("the next way of a delivery", () => {
  it("is any that nobody refused for good, before or after it", () => {
    expect(openWays(WAYS, null)).toEqual(WAYS)
    const refused = refusedWay(WAYS, {
      channel: "email",
      refused: null,
      detail: "the provider answered 550",
    })
    expect(refused).toEqual([because("email")])
    expect(openWays(WAYS, refused).map(({ channel }) => channel)).toEqual(["sms", "on_site"])
    const both = refusedWay(WAYS, { channel: "sms", refused, detail: null })
    expect(both).toEqual([because("email"), { ...because("sms"), detail: null }])
  })

  it("is none where all were refused, or there was but one", () => {
    const refused = [because("sms"), because("on_site")]
    expect(refusedWay(WAYS, { channel: "email", refused, detail: null })).toBeNull()
    expect(refusedWay([way("email")], { channel: "email", refused: null, detail: null })).toBeNull()
    expect(refusedWay([], { channel: "email", refused: null, detail: null })).toBeNull()
  })

  it("says what was passed over in the order of the step", () => {
    const passed = [because("on_site"), because("sms")]
    expect(inOrderOfWays(WAYS, passed)).toEqual([because("sms"), because("on_site")])
  })
})
