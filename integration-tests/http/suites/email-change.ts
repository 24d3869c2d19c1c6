import { Modules } from "@medusajs/framework/utils"
import { CONSENT_MODULE } from "../../../src/modules/kairos-consent"
import type { ConsentService } from "../../../src/modules/kairos-consent/service"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { sweepShop } from "../../../src/workflows/sweep/sweep-shop"
import { mailAutomation } from "../../support/marketer"
import { ok, placeOrder, registerShopper, type Shopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"
import { until } from "../../support/until"

export const emailChangeSuite = (ctx: SuiteContext) =>
  describe("another e-mail address (E-16)", () => {
    const OLD = "before@move.example"
    const NEW = "after@move.example"
    const consent = () => ctx.container().resolve<ConsentService>(CONSENT_MODULE)
    const marketing = (shopper: Shopper, granted: boolean) =>
      ctx.storeAs(shopper).post("/store/kairos/preferences", {
        consents: [{ purpose: "marketing", channel: "email", granted }],
      })

    /** A mail waits for half an hour; meanwhile the customer's address changes. No event tells of it. */
    const queued = async () => {
      await mailAutomation(ctx.admin, { step: { wait: { minutes: 30 } } })
      const shopper = await registerShopper(ctx, OLD)
      ok(await marketing(shopper, true))
      await placeOrder(ctx, {
        shopper,
        items: [{ variant_id: ctx.shop().mug.variant_id, quantity: 1 }],
      })
      await ctx.settled()
      return shopper
    }
    const move = ({ id }: Shopper) =>
      ctx.container().resolve(Modules.CUSTOMER).updateCustomers(id, { email: "After@move.example" })
    const due = async () => {
      await ctx.knex().raw("update kairos_delivery set due_at = now() where state = 'queued'")
      await ctx.settled()
      const [delivery] = await ctx.knex()("kairos_delivery")
      const mails = async (to: string) => (await ctx.mailbox().messages(to)).length
      return [delivery.state, delivery.reason, await mails(OLD), await mails("After@move.example")]
    }

    it("gets what was queued for the old one, and its link stops the new one", async () => {
      const before = (await ctx.mailbox().messages("After@move.example")).length
      await move(await queued())
      expect(await due()).toEqual(["sent", null, 0, before + 1])
      const [mail] = await ctx.mailbox().messages("After@move.example")
      const link = /<(http[^>]+)>/.exec(String(mail?.headers["List-Unsubscribe"]))![1]!
      await fetch(ctx.address() + link.slice(link.indexOf("/kairos/")), { method: "POST" })
      const contact = await consent().readContact(NEW)
      expect(contact.consents["marketing:email"]).toMatchObject({ granted: false })
    })

    it("inherits a withdrawal from the old one", async () => {
      const shopper = await queued()
      ok(await marketing(shopper, false))
      await move(shopper)
      expect((await due()).slice(0, 3)).toEqual(["refused", "consent_missing", 0])
      const [record] = await ctx.knex()("kairos_consent").where({ email: NEW })
      expect(record).toMatchObject({
        source: "email_change",
        granted: false,
        customer_id: shopper.id,
      })
    })

    it("takes along pause, hours and language, and loosens nothing that was asked for at the new one", async () => {
      const shopper = await queued()
      const quiet_hours = { from: "21:00", to: "09:00" }
      const paused_until = "2099-01-01T00:00:00.000Z"
      const wishes = { paused_until, quiet_hours, locale: "pt", frequency: { max: 4, days: 31 } }
      ok(await ctx.storeAs(shopper).post("/store/kairos/preferences", wishes))
      const frequency = { max: 1, days: 31 }
      await consent().personId(NEW)
      await consent().savePreferences(NEW, { frequency })
      await move(shopper)
      expect((await due()).slice(0, 2)).toEqual(["refused", "objected"])
      expect(await consent().readPerson(NEW)).toMatchObject({ ...wishes, frequency })
    })

    it("keeps its own no, whatever was agreed at the old one", async () => {
      const shopper = await queued()
      const said = { email: NEW, purpose: "marketing", channel: "email", actor: "link" }
      const occurred_at = "2026-01-01T00:00:00Z"
      await consent().record([{ ...said, granted: false, source: "one_click", occurred_at }])
      await move(shopper)
      expect((await due()).slice(0, 2)).toEqual(["refused", "consent_missing"])
    })

    it("inherits a spam report, and not a hard bounce; the old one keeps both", async () => {
      const shopper = await queued()
      await consent().suppress(OLD, "email", "spam_report", "webhook")
      await move(shopper)
      expect((await due()).slice(0, 2)).toEqual(["refused", "suppressed"])
      expect((await consent().readContact(OLD)).suppressed.email?.cause).toBe("spam_report")
    })

    it("is written to although the old one bounced", async () => {
      const shopper = await queued()
      await consent().suppress(OLD, "email", "hard_bounce", "webhook")
      await move(shopper)
      expect((await due()).slice(0, 2)).toEqual(["sent", null])
      expect((await consent().readContact(OLD)).suppressed.email?.cause).toBe("hard_bounce")
    })

    it("is found by the sweep and by Medusa's event, once; the newest choice counts", async () => {
      const runtime = runtimeOf(ctx.container())
      await sweepShop(runtime)
      const shopper = await queued()
      ok(await marketing(shopper, false))
      await consent().record([
        {
          email: NEW,
          purpose: "marketing",
          channel: "email",
          granted: true,
          source: "checkout",
          actor: "guest",
        },
      ])
      await move(shopper)
      await sweepShop(runtime)
      await sweepShop(runtime)
      const rows = () => ctx.knex()("kairos_consent").where({ email: NEW, source: "email_change" })
      expect(await rows()).toHaveLength(1)
      expect((await consent().readContact(NEW)).consents["marketing:email"]?.granted).toBe(true)

      ok(await marketing(shopper, false))
      const bus = ctx.container().resolve(Modules.EVENT_BUS)
      const customers = ctx.container().resolve(Modules.CUSTOMER)
      await customers.updateCustomers(shopper.id, { email: "third@move.example" })
      await bus.emit({ name: "customer.updated", data: { id: shopper.id } })
      await until("the third address to be known", async () => {
        const { consents } = await consent().readContact("third@move.example")
        return consents["marketing:email"]?.granted === false ? true : null
      })
    })
  })
