import type { ComposedMessage } from "../messages/compose"
import type { Runtime } from "../support/runtime"
import { sendCopy } from "./send-copy"

const ARCHIVE = "archive@shop.example"
const message: ComposedMessage = {
  to: "ada@agreed.example",
  from: '"Shop" <shop@shop.example>',
  subject: "Hello",
  html: "<p>Hello</p>",
  text: "Hello",
  headers: {
    "List-Unsubscribe": "<https://api.shop.example/kairos/unsubscribe?token=t>",
    "Reply-To": "help@shop.example",
  },
  language: "en",
  missed_language: null,
}

function shop({ fails = false, stops = false } = {}) {
  const sent: Record<string, unknown>[] = []
  const warned: string[] = []
  const runtime = {
    options: { copies: [ARCHIVE], sendRate: {} },
    knex: { raw: async () => ({ rows: [{ wait_ms: 0 }] }) },
    automation: { waitUnlessStopped: async () => !stops },
    logger: { warn: (text: string) => warned.push(text) },
    container: {
      resolve: () => ({
        createNotifications: async (one: Record<string, unknown>) => {
          if (fails) {
            throw new Error(`refused ${ARCHIVE}`)
          }
          sent.push(one)
        },
      }),
    },
  } as unknown as Runtime
  const copy = (copy_to: unknown, channel = "email") =>
    sendCopy(
      runtime,
      { id: "kdel_1", channel, action: { code: "send_message", args: { copy_to } } } as never,
      message
    )
  return { sent, warned, copy }
}

describe("the shop's copy of a mail (C1)", () => {
  it("is a message of its own, which unsubscribes nobody and whose reports are nobody's", async () => {
    const { sent, copy } = shop()
    await copy(ARCHIVE)
    expect(sent).toEqual([
      expect.objectContaining({
        to: ARCHIVE,
        content: expect.objectContaining({ subject: "Copy: Hello" }),
        resource_type: "kairos_copy",
        idempotency_key: "kdel_1:copy",
      }),
    ])
    expect(Object.entries(sent[0]!.provider_data as object)).toEqual([["headers", {}]])
    expect(JSON.stringify(sent)).not.toContain(message.to)
  })

  it("goes to no address that the shop's options do not name, whatever the automation says", async () => {
    const { sent, copy } = shop()
    for (const other of ["none", "ben@else.example", undefined, [ARCHIVE], ` ${ARCHIVE}`]) {
      await copy(other)
    }
    await copy(ARCHIVE, "sms")
    expect(sent).toEqual([])
  })

  it("that cannot be sent is said in the log without its address, and is no fault of the message", async () => {
    const { warned, copy } = shop({ fails: true })
    await copy(ARCHIVE)
    expect(warned).toEqual([
      "kairos: the copy of the delivery kdel_1 for the shop could not be sent",
    ])
    const stopping = shop({ stops: true })
    await stopping.copy(ARCHIVE)
    expect(stopping.sent).toEqual([])
  })
})
