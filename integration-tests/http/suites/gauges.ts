import { Modules } from "@medusajs/framework/utils"
import { ingestEvents } from "../../../src/workflows/ingest/ingest-events"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { sweepShop } from "../../../src/workflows/sweep/sweep-shop"
import type { HealthResponse } from "../../../src/types"
import { agreeTo, mailAutomation } from "../../support/marketer"
import { ok } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

type Fault = {
  readonly what: string
  readonly cause: () => Promise<unknown>
  /** The gauges that move, by how much; every other one stands still. */
  readonly moves: Readonly<Record<string, number>>
  readonly mend?: () => Promise<unknown>
}

/** What the health route shows of each kind of fault, and of no other. */
export function gauges(ctx: SuiteContext): void {
  describe("the gauges of the health route", () => {
    const runtime = () => runtimeOf(ctx.container())
    const behave = (mode: string) => ctx.mailbox().behave({ mode, to: "gauge.example" })
    afterEach(async () => {
      runtime().automation.stopping = false
      await ctx.mailbox().behave({ mode: "ok" })
    })

    let people = 0
    const customer = async (): Promise<{ readonly id: string; readonly email: string }> => {
      people += 1
      const email = `person-${people}@gauge.example`
      await agreeTo(ctx, email)
      const customers = ctx.container().resolve(Modules.CUSTOMER)
      const { id } = await customers.createCustomers({ email, has_account: true })
      return { id, email }
    }
    const registered = (entity_id: string) =>
      ingestEvents(runtime(), [
        {
          id: `customer.registered:${entity_id}`,
          name: "customer.registered",
          entity_id,
          source: "bus",
          occurred_at: new Date(),
        },
      ])
    /** Somebody registers, and is to get a mail. */
    const someone = async (): Promise<string> => {
      const { id, email } = await customer()
      await registered(id)
      return email
    }
    const providerThat = async (mode: string): Promise<void> => {
      await behave(mode)
      await someone()
      await ctx.settled()
    }
    const newest = async () =>
      ctx.knex()("kairos_delivery").orderBy("created_at", "desc").first("id")
    const stopWorking = () => {
      runtime().automation.stopping = true
    }
    const workAgain = async () => {
      runtime().automation.stopping = false
      await ctx.settled()
    }
    const minutesAgo = (minutes: number) =>
      ctx.knex().raw("now() - make_interval(mins => ?)", [minutes])

    it("move each with its own fault", async () => {
      await mailAutomation(ctx.admin, { trigger: { code: "customer.registered", args: {} } })
      await mailAutomation(ctx.admin)
      await sweepShop(runtime())
      await someone()
      await ctx.settled()

      const faults: readonly Fault[] = [
        {
          what: "a provider that is out of order for a moment",
          cause: () => providerThat("500"),
          moves: { queued: 1 },
        },
        {
          what: "the same, until the last attempt",
          cause: async () => {
            const { id } = await newest()
            const due = { attempts: 7, due_at: ctx.knex().fn.now() }
            await ctx.knex()("kairos_delivery").where({ id }).update(due)
            await ctx.settled()
          },
          moves: { queued: -1, dead_deliveries: 1 },
        },
        {
          what: "an address that the provider refuses",
          cause: () => providerThat("400"),
          moves: { failed: 1 },
        },
        {
          what: "a connection that breaks while a mail goes out",
          cause: () => providerThat("reset"),
          moves: { unknown: 1 },
        },
        {
          what: "a provider that hangs",
          cause: async () => {
            await behave("hang")
            const email = await someone()
            await until("the mail to be under way", async () => {
              const [row] = await ctx.knex()("kairos_delivery").where({ email, state: "sending" })
              return row?.send_started_at ?? null
            })
          },
          moves: { sending: 1 },
          mend: async () => {
            await behave("ok")
            await ctx.settled()
          },
        },
        {
          what: "a provider that refuses our key",
          cause: async () => {
            await behave("401")
            await someone()
            // What is due on a paused channel stays so: the shop does not settle.
            await until("the channel to be paused", async () =>
              (await reading(ctx)).paused_channels === 1 ? true : null
            )
          },
          moves: { queued: 1, paused_channels: 1 },
          mend: async () => {
            await behave("ok")
            ok(await ctx.admin.post("/admin/kairos/channels/email/resume"))
            await ctx.settled()
          },
        },
        {
          what: "an event about nothing, after its last attempt",
          cause: async () => {
            await registered("cus_nobody")
            const one = { entity_id: "cus_nobody" }
            await until("its first attempt", async () =>
              ctx.knex()("kairos_inbox").where(one).whereNotNull("error_class").first()
            )
            const due = { attempts: 7, due_at: ctx.knex().fn.now() }
            await ctx.knex()("kairos_inbox").where(one).update(due)
            await ctx.settled()
          },
          moves: { dead_events: 1, dead_letters: 1 },
        },
        {
          what: "a worker that stands still for three minutes",
          cause: async () => {
            stopWorking()
            await someone()
            const late = { received_at: minutesAgo(3), due_at: minutesAgo(3) }
            await ctx.knex()("kairos_inbox").where({ status: "pending" }).update(late)
          },
          moves: { pending: 1, late_events: 1 },
          mend: workAgain,
        },
        {
          what: "a worker that stands still for more than an hour",
          cause: async () => {
            stopWorking()
            await someone()
            const late = {
              received_at: minutesAgo(70),
              due_at: minutesAgo(70),
              occurred_at: minutesAgo(70),
            }
            await ctx.knex()("kairos_inbox").where({ status: "pending" }).update(late)
          },
          moves: { pending: 1, late_events: 1, broken_promises: 1 },
          mend: workAgain,
        },
        {
          what: "a delivery that nobody takes",
          cause: async () => {
            stopWorking()
            const waiting = { state: "queued", due_at: minutesAgo(2), locked_until: null }
            const { id } = await newest()
            await ctx.knex()("kairos_delivery").where({ id }).update(waiting)
          },
          moves: { queued: 1, overdue: 1 },
          mend: workAgain,
        },
        {
          what: "a bus that loses an event",
          cause: async () => {
            await customer()
            await sweepShop(runtime())
            await ctx.settled()
          },
          moves: { swept: 1 },
        },
        {
          what: "a decision that somebody took out of the database",
          cause: () =>
            ctx
              .knex()("kairos_inbox")
              .insert({
                id: "order.placed:order_undecided",
                name: "order.placed",
                entity_id: "order_undecided",
                source: "bus",
                occurred_at: ctx.knex().fn.now(),
                status: "done",
                done_at: ctx.knex().fn.now(),
                snapshot: JSON.stringify({}),
              }),
          moves: { undecided: 1 },
        },
        {
          what: "a sweep that does not run",
          cause: async () => {
            stopWorking()
            await ctx.knex()("kairos_job_claim").where({ job: "minute" }).delete()
            await ctx
              .knex()("kairos_job_claim")
              .insert({
                job: "minute",
                period_start: minutesAgo(11),
                finished_at: minutesAgo(11),
                result: "{}",
              })
          },
          moves: { late_sweeps: 1 },
        },
      ]
      const seen: Record<string, Readonly<Record<string, number>>> = {}
      const expected: Record<string, Readonly<Record<string, number>>> = {}
      for (const { what, cause, moves, mend } of faults) {
        const before = await reading(ctx)
        await cause()
        seen[what] = difference(before, await reading(ctx))
        expected[what] = moves
        await mend?.()
      }
      expect(seen).toEqual(expected)
    })
  })
}

type Reading = Readonly<Record<string, number>>

/** Everything that the route shows of faults, as numbers; what only says how busy the shop is is left out. */
async function reading(ctx: SuiteContext): Promise<Reading> {
  const { health }: HealthResponse = ok(await ctx.admin.get("/admin/kairos/health"))
  const { inbox, deliveries, sweep, promise, provider, dead_letters, problems } = health
  return {
    pending: inbox.pending,
    late_events: (inbox.oldest_pending_seconds ?? 0) > 120 ? 1 : 0,
    dead_events: inbox.dead,
    dead_letters: dead_letters.length,
    queued: deliveries.queued,
    overdue: deliveries.overdue,
    sending: deliveries.sending,
    unknown: deliveries.unknown,
    dead_deliveries: deliveries.dead,
    failed: deliveries.failed_last_day,
    swept: sweep.found_last_day,
    undecided: health.undecided_last_day,
    broken_promises: promise.waiting,
    paused_channels: provider.filter(({ paused }) => paused).length,
    late_sweeps: problems.filter(({ en }) => en.startsWith("The sweep has not run")).length,
  }
}

const difference = (before: Reading, after: Reading): Reading =>
  Object.fromEntries(
    Object.entries(after)
      .map(([gauge, value]) => [gauge, value - (before[gauge] ?? 0)] as const)
      .filter(([, moved]) => moved !== 0)
  )
