import { Modules } from "@medusajs/framework/utils"
import { parse } from "csv-parse/sync"
import { agreeTo, mailAutomation } from "../../support/marketer"
import { placeOrder, registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

/** IN18, IN19: what a spreadsheet would compute. */
const FORMULAS = [
  '=HYPERLINK("https://evil.example","click")',
  " =cmd",
  "\u00a0=1+1",
  "a\n=cmd",
  "@SUM(A1)",
  "-1+1",
  "\t=1",
]

/** Decisions, deliveries and customers as files (C-16). */
export function exportsSuite(ctx: SuiteContext): void {
  describe("an export", () => {
    const file = async (path: string) => {
      const answer = await ctx.admin.get(`/admin/kairos/${path}`)
      expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8")
      expect(answer.headers.get("content-disposition")).toMatch(
        /^attachment; filename="kairos-\w+-\d{4}-\d\d-\d\d\.csv"$/
      )
      return parse(answer.body as string, { bom: true, columns: true }) as Record<string, string>[]
    }

    it("holds what the lists hold, and nothing that a spreadsheet computes", async () => {
      await mailAutomation(ctx.admin, { name: "=Hello()" })
      const shopper = await registerShopper(ctx, "ada@exported.example")
      await agreeTo(ctx, shopper.email)
      await placeOrder(ctx, { shopper })
      await placeOrder(ctx, { email: "guest@exported.example" })
      await ctx.settled()
      const customers = ctx.container().resolve(Modules.CUSTOMER)
      for (const name of FORMULAS) {
        await customers.updateCustomers(shopper.id, { first_name: name })
        const [row] = await file(`profiles/export?customer_id=${shopper.id}`)
        expect(row?.first_name).toBe(`'${name}`)
      }
      const decisions = await file("decisions/export")
      expect(decisions).toHaveLength(2)
      expect(decisions.find(({ kind }) => kind === "send")).toMatchObject({
        automation: "'=Hello()",
        event: "order.placed",
        customer_id: shopper.id,
        email: shopper.email,
        first_name: "'\t=1",
        last_name: "Byron",
      })
      expect(await file("decisions/export?kind=skip")).toMatchObject([
        { reason: "consent_missing", email: "guest@exported.example" },
      ])
      expect(await file("deliveries/export?state=sent")).toMatchObject([
        { state: "sent", channel: "email", email: shopper.email, attempts: "1" },
      ])
      expect(await file("deliveries/export?to=2020-01-01T00:00:00Z")).toEqual([])
      const [profile] = await file(`profiles/export?customer_id=${shopper.id}`)
      expect(profile).toMatchObject({ order_count: "1", spent: '{"eur":"25"}' })
      expect(await ctx.knex()("kairos_audit").where({ action: "export" }).pluck("entity")).toEqual(
        expect.arrayContaining(["decisions", "deliveries", "profiles"])
      )
      expect((await ctx.store.get("/admin/kairos/decisions/export")).status).toBe(401)
    })

    it("comes whole over its pages, and refuses what is more than one file holds", async () => {
      const insert = (from: number, to: number) =>
        ctx.knex().raw(
          `insert into kairos_profile (customer_id, computed_at)
           select 'cus_' || n, timestamptz '2026-01-01' from generate_series(?::int, ?::int) n`,
          [from, to]
        )
      await insert(1, 2500)
      const ids = (await file("profiles/export")).map(({ customer_id }) => customer_id)
      expect(new Set(ids).size).toBe(2500)
      await insert(2501, 100_001)
      const refused = await ctx.admin.get("/admin/kairos/profiles/export")
      expect([refused.status, refused.body.message]).toEqual([
        400,
        "from: more than 100,000 profiles match; export a shorter time with from and to",
      ])
      const swapped = "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z"
      expect((await ctx.admin.get(`/admin/kairos/decisions/export?${swapped}`)).status).toBe(400)
    })
  })
}
