import { once } from "node:events"
import { type AddressInfo, createServer } from "node:net"
import { SendgridNotificationService } from "../../src/providers/sendgrid/service"
import { classifyFault } from "../../src/workflows/deliver/classify-fault"
import {
  FAKE_KEY,
  type FakeBehaviour,
  type FakeSendgrid,
  startFakeSendgrid,
} from "../support/fake-sendgrid/fake-sendgrid"

const unsubscribe = "<https://shop.example/kairos/unsubscribe?token=abc>"

/** As Kairos hands a delivery to Medusa's Notification module. */
const notification = (to = "ana@shop.example") => ({
  to,
  from: '"Kairos Demo" <shop@kairos.example>',
  channel: "email",
  template: "kairos",
  data: {},
  content: { subject: "Hello", html: "<h1>Hello</h1>", text: "Hello" },
  provider_data: {
    headers: {
      "List-Unsubscribe": unsubscribe,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Reply-To": "help@kairos.example",
    },
  },
  resource_id: "kdel_1",
  resource_type: "kairos_delivery",
  idempotency_key: "kdel_1:3",
})

describe("our SendGrid provider", () => {
  let fake: FakeSendgrid
  beforeAll(async () => {
    fake = await startFakeSendgrid()
  })
  afterAll(() => fake.stop())
  beforeEach(() => fake.behave({ mode: "ok" }))

  const provider = (more: object = {}) =>
    new SendgridNotificationService(
      {},
      { apiKey: FAKE_KEY, baseUrl: fake.url, timeoutMs: 300, ...more }
    )
  const failure = async (call: Promise<unknown>): Promise<Error> =>
    call.then(
      () => {
        throw new Error("expected it to fail")
      },
      (error: unknown) => error as Error
    )
  /** What the ledger makes of it, through Medusa's own wrapping. */
  const verdict = (error: Error) =>
    classifyFault(new Error(`Failed to send notification with id noti_1:\n${error.message}`))

  it("sends text, both unsubscribe headers, reply-to and our ids, and keeps the message id", async () => {
    const { id } = await provider({ clickTracking: false }).send(notification("whole@shop.example"))
    const [mail] = await fake.sent("whole@shop.example")
    expect(mail).toMatchObject({
      message_id: id,
      from: { email: "shop@kairos.example", name: "Kairos Demo" },
      reply_to: { email: "help@kairos.example" },
      subject: "Hello",
      text: "Hello",
      html: "<h1>Hello</h1>",
      headers: {
        "List-Unsubscribe": unsubscribe,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      },
      tracking: { subscription_tracking: { enable: false }, click_tracking: { enable: false } },
    })
    // Nothing personal goes along.
    expect(mail!.custom_args).toEqual({ kairos_delivery_id: "kdel_1", kairos_attempt: "3" })
  })

  it("sends what the shop's own code sends, too, from its own sender", async () => {
    const { content: _content, from: _from, ...rest } = notification("own@shop.example")
    await provider({ from: "orders@shop.example" }).send({
      to: rest.to,
      channel: "email",
      template: "d-123",
      data: { order: 7 },
    })
    const [mail] = await fake.sent("own@shop.example")
    expect(mail).toMatchObject({ from: { email: "orders@shop.example" }, custom_args: {} })
    const error = await failure(provider().send({ ...rest, from: null }))
    expect(verdict(error)).toMatchObject({ kind: "permanent" })
    expect(error.message).toMatch(/set the option "from" or the plugin's "sender"/)
  })

  it.each<[FakeBehaviour, RegExp, object]>([
    [{ mode: "500" }, /^HTTP 500$/, { kind: "transient", retry_after_seconds: 0 }],
    [{ mode: "502" }, /^HTTP 502$/, { kind: "transient", retry_after_seconds: 0 }],
    [{ mode: "400" }, /^HTTP 400$/, { kind: "permanent" }],
    [{ mode: "401" }, /^HTTP 401$/, { kind: "channel" }],
    [{ mode: "403" }, /^HTTP 403$/, { kind: "channel" }],
    [{ mode: "reset" }, /^ECONNRESET$/, { kind: "unknown" }],
    [{ mode: "hang" }, /^timeout after 300 ms$/, { kind: "unknown" }],
  ])("under %j says %s (F27, F29, F32)", async (behaviour, message, kind) => {
    const to = `refused-${behaviour.mode}@shop.example`
    await fake.behave(behaviour)
    const error = await failure(provider().send(notification(to)))
    expect(error.message).toMatch(message)
    expect(verdict(error)).toMatchObject(kind)
    expect(await fake.sent(to)).toEqual([])
  })

  it.each<[FakeBehaviour, RegExp]>([
    [{ mode: "reset-after-accept" }, /^ECONNRESET$/],
    [{ mode: "accept-then-hang" }, /^timeout after 300 ms$/],
    [{ mode: "slow", ms: 900 }, /^timeout after 300 ms$/],
  ])("under %j does not know, though the mail left (F30, F31)", async (behaviour, message) => {
    const to = `unknown-${behaviour.mode}@shop.example`
    await fake.behave(behaviour)
    const error = await failure(provider().send(notification(to)))
    expect(error.message).toMatch(message)
    expect(verdict(error)).toMatchObject({ kind: "unknown" })
  })

  it("asks to come back when SendGrid's own limit is over (F28)", async () => {
    await fake.behave({ mode: "429", retry_after: 30 })
    const error = await failure(provider().send(notification()))
    expect(error.message).toMatch(/^HTTP 429 retry-after=(29|30|31)$/)
    const { kind, retry_after_seconds } = verdict(error) as {
      kind: string
      retry_after_seconds: number
    }
    expect(kind).toBe("transient")
    expect(retry_after_seconds).toBeGreaterThanOrEqual(29)
  })

  it("names the refused field and quotes nobody's address", async () => {
    const error = await failure(provider().send(notification("not an address")))
    expect(error.message).toBe("HTTP 400 personalizations.0.to.0.email")
  })

  it("knows that nothing left when nobody listens or the name is unknown (F45)", async () => {
    const listener = createServer().listen(0, "127.0.0.1")
    await once(listener, "listening")
    const { port } = listener.address() as AddressInfo
    await new Promise((resolve) => listener.close(resolve))
    for (const baseUrl of [`http://127.0.0.1:${port}`, "http://sendgrid.invalid"]) {
      const error = await failure(provider({ baseUrl, timeoutMs: 5000 }).send(notification()))
      expect(error.message).toMatch(/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/)
      expect(verdict(error)).toMatchObject({ kind: "transient" })
    }
  })

  it("is refused with another key, and the channel pauses", async () => {
    const other = `SG.${"x".repeat(22)}.${"y".repeat(43)}`
    const error = await failure(provider({ apiKey: other }).send(notification()))
    expect(verdict(error)).toMatchObject({ kind: "channel" })
  })
})
