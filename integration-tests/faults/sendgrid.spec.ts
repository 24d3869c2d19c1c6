import { type FakeSendgrid, startFakeSendgrid } from "../support/fake-sendgrid/fake-sendgrid"
import { type ShopProcess, startShop } from "../support/shop-process"
import { placeOrder } from "../support/shopper"
import { until } from "../support/until"
import {
  dropTemplate,
  type FaultShop,
  type FaultTemplate,
  makeFaultTemplate,
  openShop,
} from "./fault-shop"
import { type PostgresServer, startPostgresServer } from "./postgres-server"

jest.setTimeout(10 * 60_000)

/** `npm run test:faults` runs these; the smoke of `npm test` has a shop of its own in every other respect and leaves them out. */
const whole = process.env.KAIROS_FAULTS === "smoke" ? describe.skip : describe

whole("a shop that sends through SendGrid", () => {
  let postgres: PostgresServer
  let template: FaultTemplate
  let shop: FaultShop
  let fake: FakeSendgrid
  let medusa: ShopProcess
  beforeAll(async () => {
    postgres = await startPostgresServer()
    template = await makeFaultTemplate()
    fake = await startFakeSendgrid()
    shop = await openShop(template, "sendgrid", () => medusa.address)
    medusa = await startShop({ ...shop.environment, more: fake.environment })
  })
  afterAll(async () => {
    await medusa?.kill()
    await shop?.drop()
    await fake?.stop()
    await dropTemplate(template)
    await postgres.stop()
  })

  const order = (index: number) => placeOrder(shop, { shopper: template.shoppers[index]! })
  const deliveryOf = async (index: number) =>
    shop.knex("kairos_delivery").where({ customer_id: template.shoppers[index]!.id }).first()
  const inState = (index: number, state: string) =>
    until(
      `the delivery to be ${state}`,
      async () => {
        const row = await deliveryOf(index)
        return row?.state === state ? row : null
      },
      { seconds: 60, show: () => deliveryOf(index) }
    )

  it("sends once, with the message id in the ledger", async () => {
    await order(0)
    const row = await inState(0, "sent")
    const mails = await fake.sent(template.shoppers[0]!.email)
    expect(mails).toHaveLength(1)
    expect(row.external_id).toBe(mails[0]!.message_id)
    expect(mails[0]).toMatchObject({ delivery_id: row.id, attempt: 1 })
  })

  it("never sends marketing again when the line was cut after it left (F30)", async () => {
    await fake.behave({ mode: "reset-after-accept", times: 1 })
    await order(1)
    const row = await inState(1, "unknown")
    expect(await fake.sent(template.shoppers[1]!.email)).toHaveLength(1)
    expect(row.attempts).toBe(1)
  })

  it("comes back when the limit is over, with the same coupon (F28)", async () => {
    await fake.behave({ mode: "429", retry_after: 6, times: 1 })
    await order(2)
    const row = await inState(2, "sent")
    const [first, second] = await shop
      .knex("kairos_attempt")
      .where({ delivery_id: row.id })
      .orderBy("attempt")
    expect(first.outcome).toBe("transient")
    expect(second.started_at - first.finished_at).toBeGreaterThanOrEqual(5_000)
    expect(await fake.sent(template.shoppers[2]!.email)).toHaveLength(1)
    expect(await shop.knex("kairos_coupon").where({ delivery_id: row.id })).toHaveLength(1)
  })

  it("pauses the channel when the key is revoked, and burns nobody's delivery (F29)", async () => {
    await fake.behave({ mode: "401" })
    await order(3)
    await order(4)
    await until("the pause", async () => {
      const row = await shop.knex("kairos_setting").where({ key: "channel_pauses" }).first()
      return row?.value?.email === undefined ? null : row
    })
    for (const index of [3, 4]) {
      expect(await inState(index, "queued")).toMatchObject({ external_id: null })
    }
    await fake.behave({ mode: "ok" })
    await shop.knex("kairos_setting").where({ key: "channel_pauses" }).delete()
    await inState(3, "sent")
    await inState(4, "sent")
  })
})
