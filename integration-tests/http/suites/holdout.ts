import { bucketOf } from "../../../src/core/experiment/bucket"
import { HOLDOUT_SEED } from "../../../src/workflows/decide/decide-event"
import { activated, agreedShopper, mailAction, makeTemplate } from "../../support/marketer"
import { ok, placeOrder } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

export const holdoutSuite = (ctx: SuiteContext) =>
  describe("the shop's holdout", () => {
    it("gets service and nothing else, and the decision says why (M3)", async () => {
      const addresses = Array.from({ length: 100 }, (_, i) => `p${i}@holdout.example`)
      const bucket = (email: string) => bucketOf(`${HOLDOUT_SEED}:shop`, email)
      const inside = addresses.find((email) => bucket(email) < 20)!
      const outside = addresses.find((email) => bucket(email) >= 20)!
      ok(await ctx.admin.post("/admin/kairos/settings", { holdout_percent: 20 }))
      for (const purpose of ["marketing", "service"]) {
        const template = await makeTemplate(ctx.admin, { purpose, name: purpose, subject: purpose })
        await activated(ctx.admin, {
          name: purpose,
          purpose,
          trigger: { code: "order.placed", args: {} },
          steps: [{ key: "first", actions: [mailAction(template.id)] }],
        })
      }
      for (const email of [inside, outside]) {
        await placeOrder(ctx, { shopper: await agreedShopper(ctx, email) })
      }
      await ctx.settled()
      const subjects = async (email: string) =>
        (await ctx.mailbox().messages(email)).map(({ subject }) => subject).sort()
      expect(await subjects(inside)).toEqual(["service"])
      expect(await subjects(outside)).toEqual(["marketing", "service"])
      const [mail] = await ctx.mailbox().messages(inside)
      expect(mail?.headers["Reply-To"]).toBe("help@kairos.example")
      const { decisions } = ok(await ctx.admin.get("/admin/kairos/decisions?reason=holdout"))
      expect(decisions).toHaveLength(1)
      const { explanation } = ok(await ctx.admin.get(`/admin/kairos/decisions/${decisions[0].id}`))
      expect(JSON.stringify(explanation)).toContain("20% that the shop leaves out of everything")
    })

    it.each([[-1], [51], ["many"]])("is no share of %s", async (holdout_percent) => {
      const answer = await ctx.admin.post("/admin/kairos/settings", { holdout_percent })
      expect([answer.status, answer.body.message]).toEqual([
        400,
        expect.stringMatching(/^holdout_percent: .*number from 0 to 50/),
      ])
    })
  })
