import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** One row per job and period: whoever inserts it runs the job, in whatever number of instances. */
export class JobClaimStore {
  constructor(private readonly knex: Knex) {}

  /** @returns the start of the period when this instance may run it, else null. The clock is the database's. */
  async claim(job: string, periodSeconds: number): Promise<Date | null> {
    const result = await this.knex.raw(
      `insert into kairos_job_claim (job, period_start)
       select ?, to_timestamp(floor(extract(epoch from now()) / ?) * ?)
       on conflict do nothing returning period_start`,
      [job, periodSeconds, periodSeconds]
    )
    return result.rows[0]?.period_start ?? null
  }

  /**
   * A run that began long ago and never ended: its process was killed. Whoever takes it over runs it again.
   * @returns the start of its period, or null
   */
  async takeOver(job: string, staleSeconds: number): Promise<Date | null> {
    const result = await this.knex.raw(
      `update kairos_job_claim set claimed_at = now()
       where job = ? and finished_at is null and claimed_at < now() - make_interval(secs => ?)
         and period_start = (select max(period_start) from kairos_job_claim where job = ?)
       returning period_start`,
      [job, staleSeconds, job]
    )
    return result.rows[0]?.period_start ?? null
  }

  async finish(
    job: string,
    periodStart: Date,
    result: Readonly<Record<string, unknown>>
  ): Promise<void> {
    await this.knex("kairos_job_claim")
      .where({ job, period_start: periodStart })
      .update({ finished_at: this.knex.fn.now(), result: JSON.stringify(result) })
  }

  async last(job: string): Promise<{
    period_start: Date
    finished_at: Date | null
    result: Record<string, unknown> | null
  } | null> {
    return (
      (await this.knex("kairos_job_claim")
        .where({ job })
        .whereNotNull("finished_at")
        .orderBy("period_start", "desc")
        .first()) ?? null
    )
  }

  /** Claims older than a month say nothing any more. */
  async forget(): Promise<number> {
    return this.knex("kairos_job_claim")
      .whereRaw("period_start < now() - interval '31 days'")
      .delete()
  }
}
