import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { begunAt, MONTHLY, soldAs } from "../integration-tests/support/subscriptions"
import { createTestDatabase } from "../integration-tests/support/test-database"
import { planRenewal } from "../src/core/renewal/schedule-renewal"
import { InboxStore } from "../src/modules/kairos-automation/inbox"
import { type SubscriptionRow, toSubscription } from "../src/modules/kairos-renewal/rows"
import { RenewalService } from "../src/modules/kairos-renewal/service"
import type { Runtime } from "../src/workflows/support/runtime"
import { subscriptionEvent } from "../src/workflows/renewal/subscription-events"
import { workRenewals } from "../src/workflows/renewal/work-renewals"
import { printReport, printTable, progress, timingOf } from "./harness"

/*
 * Ten thousand renewals whose notice is due: planned, their notices written into the inbox, and taken note of once they left. Ours
 * does a thousand in a handful of statements; beside it the same statements for one at a time, each committed by itself, as a
 * worker does that loops over subscriptions. Commits sync to disk.
 */
const DUE = Number(process.env.KAIROS_BENCH_DUE ?? 10_000)
const ROUNDS = Number(process.env.KAIROS_BENCH_ROUNDS ?? 3)
const PAGE = 1000
const MONTH = 30 * 86_400_000

type Way = { readonly name: string; readonly run: () => Promise<void> }

void main()

async function main(): Promise<void> {
  const database = await createTestDatabase()
  const { knex } = database
  const renewal = new RenewalService(database.container)
  const inbox = new InboxStore(knex)
  await offer(knex)
  const subscriptions = await sell(knex)
  const ways = [
    setBased(knex, renewal, inbox, subscriptions),
    rowByRow(knex, renewal, inbox, subscriptions),
  ]
  const samples = new Map(ways.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { name, run } of ways) {
      await knex.raw("truncate kairos_renewal, kairos_inbox")
      const begun = performance.now()
      await run()
      const perRenewal = ((performance.now() - begun) * 1000) / DUE
      await check(knex)
      if (round > 0) {
        samples.get(name)?.push(perRenewal)
      }
    }
    progress(`round ${round} of ${ROUNDS}`)
  }
  const timings = ways.map(({ name }) => timingOf(name, samples.get(name) ?? []))
  printTable(`Microseconds for each of ${DUE} renewals, planned and noticed`, timings)
  const [ours, other] = timings.map(({ median }) => median) as [number, number]
  printReport({
    bench: "renewals",
    figures: { microseconds: ours, row_by_row_microseconds: other },
    ratios: { vs_row_by_row: other / ours },
  })
  await database.drop()
}

/** What a notice is told to offer: two plans of a product, and of Medusa's tables what says what its variant costs. */
async function offer(knex: Knex): Promise<void> {
  await knex.raw(`
    create table product_variant (id text primary key, product_id text, deleted_at timestamptz);
    create table product_variant_price_set (variant_id text, price_set_id text, deleted_at timestamptz);
    create table price (price_set_id text, currency_code text, amount numeric, deleted_at timestamptz);
    insert into product_variant (id, product_id) values ('variant_1', 'prod_1');
    insert into product_variant_price_set (variant_id, price_set_id) values ('variant_1', 'pset_1');
    insert into price (price_set_id, currency_code, amount) values ('pset_1', 'eur', 24.90);
  `)
  const yearly = { ...MONTHLY, term: { unit: "year", count: 1 } }
  for (const [id, terms] of [
    ["kplan_1", MONTHLY],
    ["kplan_2", yearly],
  ] as const) {
    const plan = { id, name: id, status: "active", product_id: "prod_1" }
    await knex("kairos_plan").insert({ ...plan, terms: JSON.stringify(terms) })
  }
}

/** Subscriptions whose next month begins in three days: their notices are due. */
async function sell(knex: Knex): Promise<readonly SubscriptionRow[]> {
  const started = new Date(Date.now() - MONTH + 3 * 86_400_000).toISOString()
  const subscription = begunAt(started)
  for (let from = 0; from < DUE; from += PAGE) {
    await knex("kairos_subscription").insert(
      Array.from({ length: PAGE }, (_, i) => ({
        ...soldAs(subscription, {
          customer_id: `cus_${from + i}`,
          email: `c${from + i}@bench.example`,
          line_item_id: `line_${from + i}`,
        }),
        id: `ksub_${from + i}`,
        status: "active",
      }))
    )
  }
  await knex.raw("vacuum analyze kairos_subscription")
  return knex("kairos_subscription").orderBy("id")
}

const plannedOf = (row: SubscriptionRow) => ({
  ...planRenewal(toSubscription(row), 1),
  subscription_id: row.id,
  amount: "24.90",
})

function setBased(
  knex: Knex,
  renewal: RenewalService,
  inbox: InboxStore,
  subscriptions: readonly SubscriptionRow[]
): Way {
  const options = { renewals: { staggerMinutes: 0 } }
  const automation = { inbox, options, stopping: false }
  const ledgers = { knex, renewal, automation } as unknown as Runtime
  return {
    name: "kairos",
    run: async () => {
      for (let from = 0; from < DUE; from += PAGE) {
        const page = subscriptions.slice(from, from + PAGE).map(plannedOf)
        await knex.transaction((trx) => renewal.renewals.plan(trx, page))
      }
      await workRenewals(ledgers, () => Promise.reject(new Error("nothing here costs a cart")))
      const rows: { event_id: string }[] = await knex("kairos_renewal").select({
        event_id: "notice_event_id",
      })
      const sent_at = new Date()
      for (let from = 0; from < DUE; from += PAGE) {
        const sent = rows
          .slice(from, from + PAGE)
          .map((row) => ({ ...row, sent_at, amount: "24.90" }))
        await knex.transaction((trx) => renewal.renewals.markNoticed(trx, sent))
      }
    },
  }
}

function rowByRow(
  knex: Knex,
  { renewals }: RenewalService,
  inbox: InboxStore,
  subscriptions: readonly SubscriptionRow[]
): Way {
  return {
    name: "one at a time",
    run: async () => {
      for (const subscription of subscriptions) {
        const planned = plannedOf(subscription)
        await knex.transaction((trx) => renewals.plan(trx, [planned]))
        const event_id = await knex.transaction(async (trx) => {
          const row = await renewals.lock(trx, planned)
          const now = new Date()
          const event = subscriptionEvent({
            moment: "expiring",
            subscription,
            renewal: row,
            key: "1:1",
            now,
          })
          await inbox.insert([event], trx)
          await renewals.change(trx, [
            {
              subscription_id: subscription.id,
              period_index: 1,
              notice_round: 1,
              notice_made_at: now.toISOString(),
              notice_event_id: event.id,
              look_at: now.toISOString(),
            },
          ])
          return event.id
        })
        await knex.transaction((trx) =>
          renewals.markNoticed(trx, [{ event_id, sent_at: new Date(), amount: "24.90" }])
        )
      }
    },
  }
}

/** Both ways come to the same end, or their times mean nothing. */
async function check(knex: Knex): Promise<void> {
  const { rows } = await knex.raw(
    `select (select count(*)::int from kairos_renewal where state = 'notified' and noticed_amount = 24.90) as noticed,
       (select count(*)::int from kairos_inbox where name = 'subscription.expiring') as events`
  )
  if (rows[0].noticed !== DUE || rows[0].events !== DUE) {
    throw new Error(`expected ${DUE} noticed renewals and events, found ${JSON.stringify(rows[0])}`)
  }
}
