import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * A year of others like one that was sold: begun month by month, most renewed each time, one in four ended, some paid only at
 * the second attempt, and some whose payment is failing now. For what a page shows; no money moved.
 */
export async function pastSubscriptions(knex: Knex, id: string): Promise<void> {
  const columns = Object.keys((await knex("kairos_subscription").where({ id }).first()) as object)
  const own: Record<string, string> = {
    id: "'ksub_past' || n",
    line_item_id: "'item_past' || n",
    email: "'past' || n || '@club.example'",
    customer_id: "null",
    status: "case when n % 4 = 0 then 'cancelled' else 'active' end",
    started_at: "now() - make_interval(days => 20 * n)",
    current_until: "now() + make_interval(days => n)",
    auto_renew_since:
      "case when n % 4 <> 0 and n % 5 <> 0 then now() - make_interval(days => 20 * n) end",
    ended_at: "case when n % 4 = 0 then now() - make_interval(days => 10 * n) end",
  }
  await knex.raw(
    `insert into kairos_subscription (${columns.join(", ")})
     select ${columns.map((column) => own[column] ?? `s.${column}`).join(", ")}
     from kairos_subscription s, generate_series(1, 18) n where s.id = ?`,
    [id]
  )
  await knex.raw(
    `insert into kairos_renewal (subscription_id, period_index, state, reason, due_local, due_at, notice_at, amount, noticed_amount,
       noticed_at, notice_round, attempts, next_try_at, charged_at, paid_at)
     select 'ksub_past' || n, p,
       case when not last then 'paid' when n % 4 = 0 then 'lapsed' when n % 6 = 1 then 'failed' else 'notified' end,
       case when last and n % 6 = 1 then 'declined' when last and n % 4 = 0 then 'not_renewed' end,
       to_char(at, 'YYYY-MM-DD"T"HH24:MI'), at, at - interval '7 days', 19.9, 19.9, at - interval '7 days', 1,
       case when not last and (n + p) % 5 = 0 then 2 when last and n % 6 = 1 then 1 else 0 end,
       case when last and n % 6 = 1 then now() + interval '1 day' end, case when not last then at end, case when not last then at end
     from (select n, p, p = ends as last,
         case when p = ends and n % 4 <> 0 then now() + make_interval(days => n) else now() - make_interval(days => 20 * n - 30 * p) end as at
       from generate_series(1, 18) n,
         lateral (select greatest(1, (20 * n - case when n % 4 = 0 then 10 * n else 0 end) / 30) as ends) e,
         lateral generate_series(1, e.ends) p) x`
  )
}
