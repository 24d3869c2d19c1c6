import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { MIGRATION_LOCK } from "../../../core/migration-lock"

/**
 * What statistics say of a queue is always old: nothing waited when they were made, and ten thousand events wait now. Planned by
 * them a claim sorts everything that waits to find a hundred, and a settlement walks through it. So the two statements that every
 * batch is claimed and closed with walk an index, whatever statistics say; a function is the one place that can ask for this in a
 * single round trip. The places of the rows that were locked hold until the end of the statement, so nobody looks them up again.
 */
const CLAIM = (name: string, lane = "") => `
  create or replace function ${name}(batch integer, lease_seconds double precision) returns setof kairos_inbox language sql
  set enable_sort to off set enable_bitmapscan to off set enable_seqscan to off as $$
    update kairos_inbox set
      locked_until = now() + make_interval(secs => lease_seconds), lock_token = lock_token + 1, attempts = attempts + 1
    where ctid = any(array(
      select ctid from kairos_inbox
      where status = 'pending' and due_at <= now() and (locked_until is null or locked_until < now()) ${lane}
      order by due_at, received_at limit batch for update skip locked))
    returning *
  $$;
`

// The status is asked for in words that belong to no index: each row is found by its key, and not among all that wait.
const FINISH = `
  create or replace function kairos_inbox_finish_idle(ids text[], tokens bigint[]) returns void language sql
  set enable_hashjoin to off set enable_mergejoin to off set enable_bitmapscan to off set enable_seqscan to off as $$
    update kairos_inbox i set
      status = 'done', done_at = now(), locked_until = null, error_class = null, error_message = null
    from unnest(ids, tokens) as e (id, lock_token)
    where i.id = e.id and i.lock_token = e.lock_token and nullif(i.status, 'pending') is null
  $$;
`

/** How full a page is made: what is claimed finds room beside itself, so that a claim changes no index. */
const ROOM_TO_CLAIM = 60

export class Migration20261130145000KairosQueuePlans extends Migration {
  override async up(): Promise<void> {
    this.addSql(MIGRATION_LOCK)
    this.addSql(CLAIM("kairos_inbox_claim"))
    this.addSql(CLAIM("kairos_inbox_claim_live", "and source = 'bus'"))
    this.addSql(FINISH)
    this.addSql(`alter table kairos_inbox set (fillfactor = ${ROOM_TO_CLAIM});`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table kairos_inbox reset (fillfactor);`)
    this.addSql(`drop function if exists kairos_inbox_finish_idle(text[], bigint[]);`)
    this.addSql(`drop function if exists kairos_inbox_claim_live(integer, double precision);`)
    this.addSql(`drop function if exists kairos_inbox_claim(integer, double precision);`)
  }
}
