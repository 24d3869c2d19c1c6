import path from "node:path"
import type { RenewalRow } from "../../src/modules/kairos-renewal/rows"
import type { GuardResult } from "../../src/workflows/renewal/run-guard"
import { passDays } from "../support/pass-days"
import { lastLines, runMedusa, startShop } from "../support/shop-process"
import { ok, readyCart } from "../support/shopper"
import { CARDS, type Charge, readBook } from "../support/test-payments/journal"
import { until } from "../support/until"
import { type FaultShop, type FaultTemplate, openShop } from "./fault-shop"

const ROUND = "./integration-tests/faults/renewal-round.ts"
const TERM_DAYS = 30
const NOTICE_DAYS = 6
const PROVIDER = "pp_test_test"

/** Where a renewal stands when its process is hurt: its notice is due, or it was told and its day has come. */
export type Stage = "to tell" | "to charge"
/** A subscription that one shopper bought, in a shop to be copied at each stage. */
export type RenewalTemplates = Readonly<Record<Stage, FaultTemplate>> & {
  readonly drop: () => Promise<void>
}

/** What the books of the shop, its bank and its vendor of mails say of the only renewal. */
export type RenewalBooks = {
  readonly states: readonly string[]
  readonly orders: number
  readonly captures: number
  readonly charges: readonly Charge[]
  readonly notices: number
  readonly confirmations: number
  readonly violations: readonly unknown[]
}

/** Sells a subscription in a copy of the shop, as a storefront does, and brings it to the day before and after its notice. */
export async function makeRenewalTemplates(template: FaultTemplate): Promise<RenewalTemplates> {
  let address = "http://localhost:1"
  const open = await openShop(template, "told", () => address)
  const shop = await startShop(withBank(open))
  address = shop.address
  await sell(open)
  await shop.kill()
  await round(open)
  await passDays(open.knex, TERM_DAYS - NOTICE_DAYS)
  const told = { ...template, database: open.database }
  const charged = await openCopy(told, "due")
  await round(charged)
  await passDays(charged.knex, NOTICE_DAYS)
  return {
    "to tell": told,
    "to charge": { ...template, database: charged.database },
    drop: async () => {
      await charged.drop()
      await open.drop()
    },
  }
}

/** A copy of a shop that has sent mails would send none, before somebody says that it is the shop now. */
async function openCopy(template: FaultTemplate, name: string): Promise<FaultShop> {
  const open = await openShop(template, name, () => "http://localhost:1")
  await open.knex("kairos_setting").where({ key: "installation" }).delete()
  return open
}

async function sell(open: FaultShop): Promise<void> {
  const shopper = open.template.shoppers[0]!
  const providers = { payment_providers: ["pp_system_default", PROVIDER] }
  ok(await open.admin.post(`/admin/regions/${open.shop().region_id}`, providers))
  const terms = { term: { unit: "day", count: TERM_DAYS }, renewal: "automatic" }
  const { mug } = open.shop()
  const plan = { name: "Mug every month", product_id: mug.id, terms }
  const { id } = ok(await open.admin.post("/admin/kairos/plans", plan)).plan
  const agreed = { kairos_plan_id: id, kairos_auto_renew: true, kairos_text_version: "t1" }
  const items = [{ variant_id: mug.variant_id, quantity: 1, metadata: agreed }]
  const cart_id = await readyCart(open, { shopper, items })
  ok(await open.storeAs(shopper).post(`/store/carts/${cart_id}/complete`))
  await until("the subscription and its mail", async () => {
    const begun = await open.knex("kairos_subscription").first("id")
    const states: readonly string[] = await open.knex("kairos_delivery").pluck("state")
    return begun !== undefined && states.length > 0 && states.every((one) => one === "sent")
      ? true
      : null
  })
}

const bankOf = (open: FaultShop) => path.join(open.template.folder, `${open.database}.bank.json`)
const withBank = (open: FaultShop) => ({
  ...open.environment,
  more: { KAIROS_TEST_BANK: bankOf(open) },
})

const round = (open: FaultShop, fault?: string): Promise<void> =>
  runMedusa(["exec", ROUND], { ...withBank(open), ...(fault === undefined ? {} : { fault }) })

/**
 * Lets the process that works on the renewal be killed, and others come after it, as every minute brings one: the next, once the
 * leases are over; one more on the day of the charge; and one that must find nothing to do though it is told to look.
 */
export async function killInRenewal(
  templates: RenewalTemplates,
  stage: Stage,
  { card, fault }: { readonly card: keyof typeof CARDS; readonly fault?: string }
): Promise<RenewalBooks> {
  const name = (fault ?? card).replaceAll(/\W/g, "_")
  const open = await openCopy(templates[stage], name)
  try {
    const payment = JSON.stringify({
      provider_id: PROVIDER,
      data: { payment_method: CARDS[card] },
    })
    await open.knex("kairos_subscription").update({ payment })
    await dies(open, fault)
    await leasesEnd(open)
    await round(open)
    if (stage === "to tell") {
      await passDays(open.knex, NOTICE_DAYS)
      await round(open)
    }
    await leasesEnd(open)
    await round(open)
    return await books(open)
  } finally {
    await open.drop()
  }
}

async function dies(open: FaultShop, fault: string | undefined): Promise<void> {
  const died = await round(open, fault).then(
    () => false,
    (error: unknown) => String(error).includes("ended with null")
  )
  if (!died) {
    const found = JSON.stringify(await books(open))
    throw new Error(`nothing died; ${found}\n${lastLines(open.environment.log)}`)
  }
}

/** As if the ten minutes were over after which somebody else looks; whatever is finished is looked at once more, too. */
async function leasesEnd({ knex }: FaultShop): Promise<void> {
  await knex.raw(
    `update kairos_renewal set next_try_at = least(next_try_at, now()),
       look_at = case when state in ('charging', 'unknown', 'paid') then now() else look_at end`
  )
}

async function books(open: FaultShop): Promise<RenewalBooks> {
  const { knex, mailbox } = open
  const renewals: RenewalRow[] = await knex("kairos_renewal").orderBy("period_index")
  const orders = await knex("order").whereRaw("metadata ->> 'kairos_renewal' is not null")
  const captures = await knex("capture as c")
    .join("payment as p", "p.id", "c.payment_id")
    .where({ "p.provider_id": PROVIDER })
  const subjects = (await mailbox.messages()).map(({ subject }) => subject)
  const { value } = await knex("kairos_setting").where({ key: "renewal_guard" }).first("value")
  return {
    states: renewals.map(({ state, reason }) => (reason === null ? state : `${state}: ${reason}`)),
    orders: orders.length,
    captures: captures.length,
    charges: readBook(bankOf(open)),
    notices: subjects.filter((subject) => subject === "Before your Mug renews").length,
    confirmations: subjects.filter((subject) => subject === "Mug is renewed").length,
    violations: (value as GuardResult).violations,
  }
}
