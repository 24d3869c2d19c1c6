import { AutomationService } from "../../src/modules/kairos-automation/service"
import { plannedFor } from "../../src/workflows/renewal/planned-for"
import { remindYearly } from "../../src/workflows/renewal/remind-yearly"
import { workRenewals } from "../../src/workflows/renewal/work-renewals"
import { findRenewalProof } from "../../src/read-models/renewal-proof"
import { resolveOptions } from "../../src/options/options"
import type { Runtime } from "../../src/workflows/support/runtime"
import { nextStep } from "../../src/core/renewal/next-step"
import { planRenewal } from "../../src/core/renewal/schedule-renewal"
import {
  type RenewalRow,
  type SubscriptionRow,
  toRenewal,
  toSubscription,
} from "../../src/modules/kairos-renewal/rows"
import { RenewalService } from "../../src/modules/kairos-renewal/service"
import { begunAt, MONTHLY, soldAs } from "../support/subscriptions"
import { createTestDatabase, emptyTables, type TestDatabase } from "../support/test-database"
import { testOptions } from "../support/test-options"

describe("plans, subscriptions and renewals", () => {
  let database: TestDatabase
  let service: RenewalService
  beforeAll(async () => {
    database = await createTestDatabase()
    service = new RenewalService(database.container)
  })
  beforeEach(() => emptyTables(database.knex))
  afterAll(() => database.drop())

  const start = async (line_item_id: string): Promise<SubscriptionRow | null> => {
    const subscription = begunAt("2026-01-31T09:00:00.000Z")
    const payment = { provider_id: "pp_x", data: { payment_method: "pm_1" } }
    return database.knex.transaction((trx) =>
      service.subscriptions.start(trx, soldAs(subscription, { line_item_id, payment }))
    )
  }
  const begin = async (line: string) => {
    const row = (await start(line)) as SubscriptionRow
    const { knex } = database
    const about = { subscription_id: row.id, at: row.started_at, actor: "customer", source: "x" }
    await service.subscriptions.append(knex, [
      { ...about, kind: "auto_renew_on", text_version: "t1" },
    ])
    const planned = {
      ...planRenewal(toSubscription(row), 1),
      subscription_id: row.id,
      amount: "20",
    }
    expect(await service.renewals.plan(knex, [planned])).toBe(1)
    return { row, planned }
  }

  it("starts one subscription per line, and a period once", async () => {
    const { planned } = await begin("line_1")
    expect(await start("line_1")).toBeNull()
    const again = [planned, { ...planned, amount: "99" }]
    expect(await service.renewals.plan(database.knex, again)).toBe(0)
    const [renewal] = await service.renewals.listOf([planned.subscription_id])
    expect([renewal?.amount, renewal?.due_local]).toEqual(["20", "2026-02-28T10:00"])
  })

  it("looks at a notice at once when its plan brings it forward after use, and at no other", async () => {
    const { row } = await begin("line_1")
    const { knex } = database
    const later = "2999-01-01T00:00:00.000Z"
    const isLookedAt = async (notice_after_use: boolean, at: string) => {
      await knex("kairos_renewal").update({ look_at: later })
      await knex("kairos_subscription").update({
        terms: JSON.stringify({ ...row.terms, notice_after_use }),
      })
      const used = await service.subscriptions.noteUse(row, {}, new Date(at))
      const { look_at } = await knex("kairos_renewal").first("look_at")
      return [used, look_at.toISOString() !== later]
    }
    expect(await isLookedAt(false, "2026-02-01T10:00:00.000Z")).toEqual([1, false])
    expect(await isLookedAt(true, "2026-02-02T10:00:00.000Z")).toEqual([1, true])
    expect(await isLookedAt(true, "2026-02-02T10:00:00.000Z")).toEqual([0, false])
  })

  it("lets two workers take different renewals, with their subscriptions as they are", async () => {
    await begin("line_1")
    await begin("line_2")
    const { knex } = database
    const [one, two] = [await knex.transaction(), await knex.transaction()]
    const first = await service.renewals.takeDue(one, 1)
    const second = await service.renewals.takeDue(two, 5)
    expect([first.length, second.length]).toEqual([1, 1])
    expect(first[0]?.renewal.subscription_id).not.toBe(second[0]?.renewal.subscription_id)
    expect(toSubscription(first[0]!.subscription).auto_renew_since).toBe("2026-01-31T09:00:00.000Z")
    await Promise.all([one.rollback(), two.rollback()])
  })

  it("changes what a change names and nothing else, and counts a notice for the price that it told", async () => {
    const { row, planned } = await begin("line_1")
    const key = { subscription_id: row.id, period_index: planned.period_index }
    const { knex } = database
    await service.renewals.change(knex, [
      { ...key, notice_event_id: "e1", notice_round: 1, look_at: null },
    ])
    const sent = [{ event_id: "e1", sent_at: new Date("2026-02-20T00:00:00Z"), amount: "20" }]
    expect(await service.renewals.markNoticed(knex, sent)).toBe(1)
    expect(await service.renewals.markNoticed(knex, sent)).toBe(0)
    await service.renewals.change(knex, [{ ...key, amount: "25", look_at: null }])
    const [renewal] = await service.renewals.listOf([row.id])
    expect(renewal).toMatchObject({
      state: "notified",
      amount: "25",
      noticed_amount: "20",
      notice_round: 1,
      reason: null,
    })
  })

  it("takes no notice of another price for one of this: it is told in the next round", async () => {
    const { row, planned } = await begin("line_1")
    const key = { subscription_id: row.id, period_index: planned.period_index }
    const { knex } = database
    const made = { notice_event_id: "e1", notice_made_at: "2026-02-20T00:00:00.000Z" }
    await service.renewals.change(knex, [
      { ...key, ...made, notice_round: 1, amount: "25", look_at: null },
    ])
    const sent = [{ event_id: "e1", sent_at: new Date("2026-02-20T00:00:00Z"), amount: "20" }]
    expect(await service.renewals.markNoticed(knex, sent)).toBe(1)
    const [renewal] = (await service.renewals.listOf([row.id])) as [RenewalRow]
    expect(renewal).toMatchObject({
      state: "due",
      reason: "price_changed",
      noticed_at: null,
      notice_event_id: null,
      notice_round: 1,
    })
    const now = "2026-02-21T00:00:00.000Z"
    expect(nextStep(toRenewal(renewal), toSubscription(row), now)).toEqual({ kind: "notify" })
  })

  it("never changes what was agreed to, and keeps it without the person until its time is over", async () => {
    const { row } = await begin("line_1")
    const { knex } = database
    const records = () => knex("kairos_subscription_record")
    await expect(records().update({ text_version: "t9" })).rejects.toThrow("append-only")
    await expect(records().delete()).rejects.toThrow("append-only")
    const subject = { customer_ids: ["cus_1"], emails: ["one@shop.example"] }
    const proof = await findRenewalProof(knex, subject)
    expect(proof).toMatchObject({ records: 1, goes_on: true })
    expect(await findRenewalProof(knex, { customer_ids: ["cus_2"], emails: [] })).toBeNull()
    await knex.transaction((trx) => service.erasePerson(trx, subject))
    const left = await service.subscriptions.read(row.id)
    expect(left).toMatchObject({
      customer_id: null,
      email: null,
      payment: null,
      status: "cancelled",
      auto_renew_since: null,
    })
    expect((await service.renewals.listOf([row.id])).map(({ state }) => state)).toEqual([
      "cancelled",
    ])
    expect((await records()).length).toBe(1)
    // It was promised until three years after what was agreed last, or one after the end: whatever is later.
    const [agreed] = await records()
    const three = new Date(agreed.at)
    three.setUTCFullYear(three.getUTCFullYear() + 3)
    expect(proof?.until).toBe(three.toISOString())
    await knex("kairos_subscription").update({ ended_at: "2020-01-01" })
    expect(await service.subscriptions.endRetention()).toBe(0)
    await knex.raw("alter table kairos_subscription_record disable trigger all")
    await records().update({ at: "2020-01-01" })
    await knex.raw("alter table kairos_subscription_record enable trigger all")
    expect(await service.subscriptions.endRetention()).toBe(1)
    expect((await records()).length).toBe(0)
  })

  it("moves instants where the clocks' rules changed, and leaves what is paid", async () => {
    const { row, planned } = await begin("line_1")
    const key = { subscription_id: row.id, period_index: planned.period_index }
    const move = {
      ...key,
      due_at: "2026-02-28T10:00:00.000Z",
      notice_at: "2026-02-21T10:00:00.000Z",
    }
    expect(await service.renewals.moveDates([move])).toBe(1)
    await service.renewals.change(database.knex, [{ ...key, state: "paid", look_at: null }])
    expect(await service.renewals.moveDates([move])).toBe(0)
  })

  it("spreads the charges of what came due together over the told day, and the notices before it", async () => {
    const options = resolveOptions({ ...testOptions(), renewals: { staggerMinutes: 120 } })
    const automation = new AutomationService(database.container, options)
    const runtime = { knex: database.knex, automation, renewal: service } as unknown as Runtime
    const rows = [await begin("line_1"), await begin("line_2")]
    const notices = rows.map(({ row, planned }) => {
      const { notice_at } = plannedFor(runtime, toSubscription(row), 1)
      return (Date.parse(planned.notice_at) - Date.parse(notice_at)) / 60_000
    })
    expect(new Set(notices).size).toBe(2)
    expect(notices.every((minutes) => minutes >= 0 && minutes <= 120)).toBe(true)
    const { knex } = database
    await knex.raw(
      `update kairos_renewal set state = 'notified', noticed_amount = amount, noticed_at = now() - interval '1 day', notice_round = 1,
         notice_made_at = now() - interval '1 day', look_at = now(),
         due_at = (date_trunc('day', now() at time zone 'Europe/Madrid') + interval '3 days 12 hours') at time zone 'Europe/Madrid'`
    )
    await workRenewals(runtime, () => Promise.reject(new Error("nothing is to be charged yet")))
    const waits = await knex("kairos_renewal").select("due_at", "look_at")
    const minutes = waits.map(({ due_at, look_at }) => (look_at - due_at) / 60_000)
    expect(new Set(minutes).size).toBe(2)
    expect(minutes.every((late) => late >= 0 && late < 120)).toBe(true)
  })

  it("reminds once a year whoever renews by itself in shorter terms, of what it costs then, and nobody else", async () => {
    const automation = new AutomationService(database.container, testOptions())
    automation.stopping = true
    const runtime = { knex: database.knex, automation, renewal: service } as unknown as Runtime
    const begunDaysAgo = async (line: string, days: number, more: Record<string, unknown> = {}) => {
      const { row } = await begin(line)
      const { rows } = await database.knex.raw("select now() - make_interval(days => ?) as at", [
        days,
      ])
      const at = rows[0].at as Date
      const anchor_date = at.toISOString().slice(0, 10)
      await database
        .knex("kairos_subscription")
        .where({ id: row.id })
        .update({ started_at: at, auto_renew_since: at, anchor_date, ...more })
      return row.id
    }
    const year = { ...MONTHLY, term: { unit: "year", count: 1 } }
    const one = await begunDaysAgo("a year ago", 367)
    const two = await begunDaysAgo("two years ago", 735)
    await begunDaysAgo("not yet a year", 350)
    await begunDaysAgo("a year and a month", 400)
    await begunDaysAgo("by hand", 367, { auto_renew_since: null })
    await begunDaysAgo("cancelled", 367, { status: "cancelled" })
    await begunDaysAgo("by the year", 367, { terms: JSON.stringify(year) })
    expect([await remindYearly(runtime), await remindYearly(runtime)]).toEqual([2, 0])
    const events = await database.knex("kairos_inbox").orderBy("id")
    expect(events.map(({ name, entity_id }) => [name, entity_id]).sort()).toEqual(
      [one, two].map((id) => ["subscription.yearly_reminder", id]).sort()
    )
    expect(events.map(({ properties }) => properties.subscription.amount)).toEqual(["20", "20"])
  })
})
