import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { existsSync, readFileSync, statSync } from "node:fs"
import { readJournal } from "../support/mailbox"
import { type FaultShop, FIRST_NAME } from "./fault-shop"
import type { History } from "./history-checker"
import { leaksIn } from "./log-leaks"

type Row = Record<string, any>

/** Both books: the ledger in Postgres and the provider's journal. */
export async function readHistory(
  shop: FaultShop,
  { withdrawals = [], caps = [] }: Partial<Pick<History, "withdrawals" | "caps">> = {}
): Promise<History> {
  const { knex } = shop
  const rows = (sql: string) => readRows(knex, sql)
  const [clock] = await rows("select now() as now")
  return {
    now: clock?.now,
    orders: (await rows(`select id, email from "order"`)) as History["orders"] & Row[],
    automations: [{ id: shop.template.automation_id }],
    inbox: (await rows(
      "select id, entity_id, status, locked_until from kairos_inbox where name = 'order.placed'"
    )) as History["inbox"] & Row[],
    decisions: (await rows(
      "select id, automation_id, event_id, kind from kairos_decision where event_id in (select id from kairos_inbox where name = 'order.placed')"
    )) as History["decisions"] & Row[],
    deliveries: (await rows(
      "select id, decision_id, purpose, state, locked_until from kairos_delivery"
    )) as History["deliveries"] & Row[],
    attempts: (await rows(
      "select delivery_id, attempt, started_at, outcome from kairos_attempt"
    )) as History["attempts"] & Row[],
    coupons: (await rows("select id, delivery_id from kairos_coupon")) as History["coupons"] &
      Row[],
    accepted: readJournal(shop.mailbox.journal).map(acceptedCall),
    withdrawals,
    caps,
    time_zone: "Europe/Madrid",
    leaks: leaksOf(shop.environment.log),
  }
}

const SHOPPER = new RegExp(`shopper\\d+@|${FIRST_NAME}`, "i")

function leaksOf(log: string): readonly string[] {
  return existsSync(log) && statSync(log).isFile()
    ? leaksIn(readFileSync(log, "utf8"), SHOPPER)
    : []
}

/** The idempotency key of a call is `<delivery>:<attempt>`. */
function acceptedCall(line: Record<string, unknown>): History["accepted"][number] {
  const [delivery_id = "", attempt = ""] = String(line.idempotency_key).split(":")
  return { delivery_id, attempt: Number(attempt), to: String(line.to), at: String(line.at) }
}

async function readRows(knex: Knex, sql: string): Promise<Row[]> {
  const { rows } = await knex.raw<{ rows: Row[] }>(sql)
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        value instanceof Date ? value.toISOString() : value,
      ])
    )
  )
}
