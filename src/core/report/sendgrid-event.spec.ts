import { readSendgridEvent } from "./sendgrid-event"

const event = (more: object) => ({
  email: "ana@shop.example",
  timestamp: 1_772_446_500,
  event: "delivered",
  sg_event_id: "ZGVsaXZlcmVk-1",
  sg_message_id: "abc.recvd",
  kairos_delivery_id: "kdel_1",
  kairos_attempt: "2",
  ...more,
})

describe("events of SendGrid", () => {
  it("are read with what they are about", () => {
    expect(readSendgridEvent(event({ status: "2.0.0", another: { field: 1 } }))).toEqual({
      id: "ZGVsaXZlcmVk-1",
      delivery_id: "kdel_1",
      attempt: 2,
      kind: "delivered",
      occurred_at: "2026-03-02T10:15:00.000Z",
      email: "ana@shop.example",
      status: "2.0.0",
      link: null,
      machine: false,
      suppresses: null,
    })
  })

  it.each([
    [{ event: "processed" }, "accepted", null],
    [{ event: "delivered" }, "delivered", null],
    [{ event: "deferred" }, "deferred", null],
    [{ event: "bounce", type: "bounce", status: "5.1.1" }, "bounced", "hard_bounce"],
    [{ event: "bounce" }, "bounced", "hard_bounce"],
    [{ event: "bounce", status: "4.2.2" }, "soft_bounced", null],
    [{ event: "bounce", type: "blocked", status: "5.7.1" }, "blocked", null],
    [{ event: "blocked" }, "blocked", null],
    [{ event: "dropped", reason: "Bounced Address" }, "dropped", "dropped"],
    [{ event: "dropped" }, "dropped", "dropped"],
    [{ event: "dropped", reason: "Spam Content (if spam checker app enabled)" }, "dropped", null],
    [{ event: "dropped", reason: "Recipient List over Package Quota" }, "dropped", null],
    [{ event: "spamreport" }, "complained", "spam_report"],
    [{ event: "unsubscribe" }, "unsubscribed", "unsubscribed"],
    [{ event: "group_unsubscribe" }, "unsubscribed", "unsubscribed"],
    [{ event: "open" }, "opened", null],
    [{ event: "click", url: "https://shop.example/a" }, "clicked", null],
  ])("%j means %s, suppresses %s (B-25)", (more, kind, suppresses) => {
    expect(readSendgridEvent(event(more))).toMatchObject({ kind, suppresses })
  })

  it("say when a machine opened the mail (B-27)", () => {
    expect(readSendgridEvent(event({ event: "open", sg_machine_open: true }))?.machine).toBe(true)
    expect(readSendgridEvent(event({ event: "open", sg_machine_open: "yes" }))?.machine).toBe(false)
  })

  it.each([
    null,
    7,
    "delivered",
    [],
    {},
    event({ event: "account_status_change" }),
    event({ event: "constructor" }),
    event({ event: undefined }),
    event({ sg_event_id: undefined }),
    event({ sg_event_id: "" }),
    event({ sg_event_id: "a\u0000b" }),
    event({ sg_event_id: 5 }),
    event({ kairos_delivery_id: undefined }),
    event({ kairos_delivery_id: { a: 1 } }),
    event({ timestamp: "soon" }),
    event({ timestamp: Number.NaN }),
    event({ timestamp: 1e300 }),
    event({ timestamp: -1 }),
  ])("that are not ours or not whole are left out: %j (IN81, IN82, IN83)", (input) => {
    expect(readSendgridEvent(input)).toBeNull()
  })
})
