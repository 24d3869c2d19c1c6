import fc from "fast-check"
import { drainInbox } from "../../../src/workflows/decide/drain-inbox"
import { deliverDue } from "../../../src/workflows/deliver/deliver-due"
import { unsubscribe } from "../../../src/workflows/consent/unsubscribe"
import { everyNight } from "../../../src/workflows/schedule/periodic"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { activated, mailAction, makeTemplate } from "../../support/marketer"
import { seed } from "../../support/seed"
import { ok, placeOrder, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

const PEOPLE = ["ada", "bea", "cleo"]
const STEPS = 45
/** `KAIROS_DUPLICATES=10000` for the number that the rows ask for. */
const DUPLICATES = Number(process.env.KAIROS_DUPLICATES ?? 300)
const TIMES = 5
const FAR = "2100-01-01T00:00:00.000Z"

type Act =
  | "agree"
  | "refuse"
  | "one_click"
  | "pause"
  | "go_on"
  | "suppress"
  | "lift"
  | "object"
  | "allow"
  | "event"
  | "later"
  | "repeat"
  | "retry"
  | "replay"

/** What the person wants, in the words of the law and not of the code. */
type Wish = {
  agreed: boolean
  paused: boolean
  blocked: boolean
  objects: boolean
  /** Where the no that stands was said first: an account does not undo what a mail's link did. */
  refused_by: "account" | "mail" | null
}

const step = fc.record({
  who: fc.constantFrom(...PEOPLE),
  act: fc.oneof(
    { weight: 5, arbitrary: fc.constant<Act>("event") },
    {
      weight: 9,
      arbitrary: fc.constantFrom<Act>(
        "agree",
        "agree",
        "refuse",
        "one_click",
        "pause",
        "go_on",
        "suppress",
        "lift",
        "object",
        "allow",
        "later",
        "repeat",
        "retry",
        "replay"
      ),
    }
  ),
})

/** 003.36, 003.37, 003.38: whatever people choose, and whatever is done again by hand. */
export const livesSuite = (ctx: SuiteContext) =>
  describe("random lives", () => {
    const runtime = () => runtimeOf(ctx.container())
    beforeEach(() => setRate({ email: 1000 }))
    afterEach(() => setRate({}))

    /** The option, as if it stood in medusa-config: ten a second would be what is measured here. */
    const setRate = (sendRate: Readonly<Record<string, number>>) =>
      void Object.assign(runtime().options, { sendRate })

    /** @param later the minutes after which a second mail goes */
    async function ticketMails(purpose: "marketing" | "service", later: readonly number[] = []) {
      const template = await makeTemplate(ctx.admin, { name: `Ticket ${purpose}`, purpose })
      return activated(ctx.admin, {
        name: `Ticket ${purpose}`,
        purpose,
        trigger: { code: "support.ticket_closed", args: {} },
        reentry: { kind: "always" },
        steps: [
          {
            key: "first",
            wait: { minutes: 0 },
            valid_for_minutes: 2880,
            actions: [mailAction(template.id)],
          },
          ...later.map((minutes) => ({
            key: "later",
            wait: { minutes },
            valid_for_minutes: 2880,
            actions: [mailAction(template.id)],
          })),
        ],
      })
    }

    const report = (id: string, customer_id: string) =>
      ctx.admin.post("/admin/kairos/events", {
        events: [
          {
            id,
            name: "support.ticket_closed",
            customer_id,
            occurred_at: new Date().toISOString(),
            properties: {},
          },
        ],
      })

    it("see no message and no score that a choice forbids, whatever is repeated or tried by hand", async () => {
      await ticketMails("marketing", [60])
      const shoppers = new Map<string, Shopper>()
      const wishes = new Map<string, Wish>()
      for (const name of PEOPLE) {
        const shopper = await registerShopper(ctx, `${name}@lives.example`)
        shoppers.set(name, shopper)
        wishes.set(name, {
          agreed: false,
          paused: false,
          blocked: false,
          objects: false,
          refused_by: null,
        })
        await placeOrder(ctx, { shopper })
      }
      await ctx.settled()
      const [lived] = fc.sample(fc.array(step, { minLength: STEPS, maxLength: STEPS }), {
        seed,
        numRuns: 1,
      })
      // Of some seeds nobody agrees before anything happens, or nobody refuses what waits: the first steps are everybody's.
      const first = (["agree", "event", "refuse", "later"] as const).map((act) => ({
        who: "ada",
        act,
      }))
      const life = [...first, ...lived!]
      const told: string[] = []
      /** By event: whether its message may ever have gone, and the one that follows. */
      const events = new Map<string, Owed>()
      for (const [index, { who, act }] of life.entries()) {
        told.push(`${index} ${who} ${act}`)
        await live(shoppers.get(who)!, wishes.get(who)!, act, { index, who, events })
        await ctx.settled()
        expect(await forbidden(shoppers, wishes, events)).toEqual([])
      }
      // A night computes everything anew, and gives nobody back what they took away.
      await ctx.knex()("kairos_job_claim").where({ job: "nightly" }).delete()
      await everyNight(runtime())
      expect([told.length, await forbidden(shoppers, wishes, events)]).toEqual([life.length, []])
      expect([...events.values()].some(({ may }) => may)).toBe(true)
    }, 120_000)

    type Owed = { readonly who: string; may: boolean; may_later: boolean }
    type Moment = {
      readonly index: number
      readonly who: string
      readonly events: Map<string, Owed>
    }

    const mayMail = ({ agreed, paused, blocked }: Wish) => agreed && !paused && !blocked

    async function live(shopper: Shopper, wish: Wish, act: Act, moment: Moment): Promise<void> {
      const { index, who, events } = moment
      const prefer = (body: object) => ctx.storeAs(shopper).post("/store/kairos/preferences", body)
      const consent = (granted: boolean) =>
        prefer({ consents: [{ purpose: "marketing", channel: "email", granted }] })
      const profiling = (granted: boolean) =>
        prefer({ consents: [{ purpose: "profiling", channel: "on_site", granted }] })
      const own = [...events].filter(([, event]) => event.who === who)
      switch (act) {
        case "agree":
          wish.agreed = wish.refused_by !== "mail"
          wish.refused_by = wish.agreed ? null : "mail"
          return void ok(await consent(true))
        case "refuse":
          wish.agreed = false
          wish.refused_by ??= "account"
          return void ok(await consent(false))
        case "one_click":
          wish.agreed = false
          wish.refused_by ??= "mail"
          return unsubscribe(runtime(), {
            person_id: await runtime().consent.personId(shopper.email),
            channel: "email",
            purpose: "marketing",
            source: "one_click",
            delivery_id: null,
          })
        case "pause":
        case "go_on":
          wish.paused = act === "pause"
          return void ok(await prefer({ paused_until: wish.paused ? FAR : null }))
        case "suppress":
          wish.blocked = true
          return void ok(
            await ctx.admin.post("/admin/kairos/suppressions", { email: shopper.email })
          )
        case "lift": {
          wish.blocked = false
          const address = encodeURIComponent(shopper.email)
          // Where nothing is suppressed there is nothing to lift: 404.
          await ctx.admin.delete(`/admin/kairos/suppressions?email=${address}&channel=email`)
          return
        }
        case "object":
        case "allow":
          wish.objects = act === "object"
          return void ok(await profiling(!wish.objects))
        case "event": {
          const id = `${who}-${index}`
          events.set(id, { who, may: mayMail(wish), may_later: false })
          const answers = await Promise.all([report(id, shopper.id), report(id, shopper.id)])
          answers.forEach(ok)
          return
        }
        case "later":
          for (const [, event] of own) {
            event.may_later ||= mayMail(wish)
          }
          await ctx
            .knex()("kairos_delivery")
            .where({ customer_id: shopper.id, state: "queued" })
            .update({ due_at: ctx.knex().fn.now() })
          return
        case "repeat":
          if (own.length > 0) {
            ok(await report(own[index % own.length]![0], shopper.id))
          }
          return
        case "retry":
          return retryAll(shopper, wish, own)
        case "replay":
          await ctx
            .knex()("kairos_inbox")
            .where({ customer_id: shopper.id, name: "support.ticket_closed" })
            .update({ status: "dead" })
          return void ok(await ctx.admin.post("/admin/kairos/dead-letters/replay", {}))
      }
    }

    /** By hand, whatever state it is in; what was refused for good stays refused. */
    async function retryAll(shopper: Shopper, wish: Wish, own: Iterable<[string, Owed]>) {
      const { deliveries } = ok(
        await ctx.admin.get("/admin/kairos/deliveries", { customer_id: shopper.id })
      )
      for (const { id } of deliveries) {
        await ctx.admin.post(`/admin/kairos/deliveries/${id}/retry`)
      }
      if (mayMail(wish)) {
        for (const [, event] of own) {
          event.may = true
          event.may_later = true
        }
      }
    }

    /** Two readings of one truth: what left, in the mailbox, and what is kept, in the tables. */
    async function forbidden(
      shoppers: ReadonlyMap<string, Shopper>,
      wishes: ReadonlyMap<string, Wish>,
      events: ReadonlyMap<string, Owed>
    ): Promise<readonly string[]> {
      const found: string[] = []
      for (const [who, { id, email }] of shoppers) {
        const allowed = [...events.values()]
          .filter((event) => event.who === who)
          .reduce((sum, { may, may_later }) => sum + Number(may) + Number(may_later), 0)
        const mails = await ctx.mailbox().messages(email)
        // What asks to confirm is no offer: an account agreed again after a mail's link had refused.
        const sent = mails.filter(({ text }) => !text.includes("/kairos/confirm")).length
        if (sent > allowed) {
          found.push(`${who} got ${sent} mails, and at most ${allowed} were allowed`)
        }
        const rows = await ctx.knex().raw<{ rows: { what: string }[] }>(
          `select 'tier' as what from kairos_profile where customer_id = ? and (tier is not null or tier_score is not null)
           union all select 'prediction' from kairos_prediction where customer_id = ?
           union all select 'due' from kairos_due where customer_id = ?`,
          [id, id, id]
        )
        if (wishes.get(who)!.objects && rows.rows.length > 0) {
          found.push(`${who} objected, and has ${rows.rows.map(({ what }) => what).join(", ")}`)
        }
      }
      return found
    }

    it(`have one message for each of ${DUPLICATES} events, reported ${TIMES} times while three workers work`, async () => {
      await ticketMails("service")
      const people: Shopper[] = []
      for (const name of ["dora", "emma", "fay", "gina"]) {
        people.push(await registerShopper(ctx, `${name}@doubles.example`))
      }
      const events = Array.from({ length: DUPLICATES / TIMES }, (_, i) => ({
        id: `double-${i}`,
        name: "support.ticket_closed",
        customer_id: people[i % people.length]!.id,
        occurred_at: new Date().toISOString(),
        properties: {},
      }))
      const batches = Array.from({ length: Math.ceil(events.length / 50) }, (_, i) =>
        events.slice(i * 50, (i + 1) * 50)
      )
      const working = { on: true }
      const worker = async () => {
        while (working.on) {
          await drainInbox(runtime(), 500)
          await deliverDue(runtime(), 500)
        }
      }
      const workers = [worker(), worker(), worker()]
      const reports = Array.from({ length: TIMES }, () => batches).flat()
      const answers = await Promise.all(
        reports.map((batch) => ctx.admin.post("/admin/kairos/events", { events: batch }))
      )
      const accepted = answers.map((answer) => ok(answer).accepted as number)
      await ctx.settled()
      working.on = false
      await Promise.all(workers)
      const sent = await Promise.all(
        people.map(async ({ email }) => (await ctx.mailbox().messages(email)).length)
      )
      const each = events.length / people.length
      expect([accepted.reduce((a, b) => a + b), sent]).toEqual([
        events.length,
        people.map(() => each),
      ])
      const { rows } = await ctx
        .knex()
        .raw<{ rows: { n: string }[] }>(
          "select count(*) as n from kairos_delivery union all select count(*) from kairos_decision union all select count(*) from kairos_attempt"
        )
      expect(rows.map(({ n }) => Number(n))).toEqual([events.length, events.length, events.length])
    }, 300_000)
  })
