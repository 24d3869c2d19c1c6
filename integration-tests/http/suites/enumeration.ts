import { runtimeOf } from "../../../src/workflows/support/runtime"
import { ok, registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

const ROUNDS = 30
const NOBODYS = "0000-1111-2222-3333"

/** Of so many rounds: chance alone makes one of the pairs slower that often in one run of ten thousand. */
const TELLING = 27
const TELLING_MS = 5

/** No answer comes sooner (src/api/support/evenly.ts), less what a timer may be early by. What is quick here may be slow in a larger shop. */
const SOONEST_MS = 48

type Asked = { readonly ms: number; readonly said: string }

/** C-09: whoever asks learns from no answer, and from no time that it takes, who or what is known here. */
export const enumerationSuite = (ctx: SuiteContext) =>
  describe("what a stranger learns (C-09)", () => {
    /** Each question from an address of its own: the limits are not what is asked here. */
    let asked = 0
    const ask = async (path: string, body: object): Promise<Asked> => {
      const begun = performance.now()
      const response = await fetch(ctx.address() + path, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-publishable-api-key": ctx.shop().publishable_key,
          "x-forwarded-for": `198.51.${(asked >> 8) & 255}.${asked++ & 255}`,
        },
        body: JSON.stringify(body),
      })
      const text = await response.text()
      const headers = [...response.headers]
        .filter(([name]) => !["date", "etag", "x-request-id", "connection"].includes(name))
        .map((pair) => pair.join(": "))
      return { ms: performance.now() - begun, said: [response.status, ...headers, text].join("\n") }
    }

    /** Asks all kinds at once, each round another one first, so that the machine's moods meet all of them alike. */
    async function compare(
      kinds: Readonly<Record<string, (round: number) => Promise<Asked>>>
    ): Promise<{
      readonly said: ReadonlySet<string>
      readonly apart: readonly string[]
      readonly soonest: number
    }> {
      const names = Object.keys(kinds)
      const rounds: Readonly<Record<string, number>>[] = []
      const said = new Set<string>()
      for (let round = 0; round < ROUNDS; round++) {
        const first = round % names.length
        const order = [...names.slice(first), ...names.slice(0, first)]
        const answers = await Promise.all(
          order.map(async (name) => ({ name, ...(await kinds[name]!(round)) }))
        )
        answers.forEach((answer) => said.add(answer.said))
        rounds.push(Object.fromEntries(answers.map(({ name, ms }) => [name, ms])))
      }
      const pairs = names.flatMap((slow) =>
        names.filter((quick) => quick !== slow).map((quick) => [slow, quick] as const)
      )
      return {
        said,
        apart: pairs.flatMap(([slow, quick]) => tellsApart(rounds, slow, quick)),
        soonest: Math.min(...rounds.flatMap((ms) => Object.values(ms))),
      }
    }

    it("about addresses: unknown, known, withdrawn and suppressed ones are answered alike", async () => {
      const { consent } = runtimeOf(ctx.container())
      const said = { purpose: "marketing", channel: "email", source: "x", actor: "guest" }
      await consent.record([
        { ...said, email: "known@who.example", granted: true },
        { ...said, email: "withdrawn@who.example", granted: false },
      ])
      await consent.suppress("bounced@who.example", "email", "hard_bounce", "webhook")
      const give = (email: string) =>
        ask("/store/kairos/consents", {
          email,
          purpose: "marketing",
          channel: "email",
          source: "checkout",
          text_version: "1",
        })
      const compared = await compare({
        unknown: (round) => give(`nobody${round}@who.example`),
        known: () => give("known@who.example"),
        withdrawn: () => give("withdrawn@who.example"),
        suppressed: () => give("bounced@who.example"),
      })
      expect(compared.said.size).toBe(1)
      expect(compared.apart).toEqual([])
      expect(compared.soonest).toBeGreaterThanOrEqual(SOONEST_MS)
    })

    it("about codes: one that is somebody's and one that is nobody's", async () => {
      const ada = await registerShopper(ctx, "ada@who.example")
      const coupon = await runtimeOf(ctx.container()).automation.coupons.issue(ctx.knex(), {
        terms: {
          kind: "percent",
          value: "10",
          currency_code: null,
          minimum: null,
          gift_variant_id: null,
          valid_days: 7,
          next_order_only: false,
        },
        key: "enumeration",
        automation_id: "kaut_1",
        decision_id: "kdec_1",
        delivery_id: "kdel_1",
        customer_id: ada.id,
        email: ada.email,
      })
      const carts: string[] = []
      for (let i = 0; i < 2 * Math.ceil(ROUNDS / 15); i++) {
        const body = { region_id: ctx.shop().region_id, email: "stranger@who.example" }
        carts.push(ok(await ctx.store.post("/store/carts", body)).cart.id as string)
      }
      // Fifteen tries on each cart: below the limit.
      const check = (code: string, which: number) => (round: number) =>
        ask("/store/kairos/coupons/check", {
          code,
          cart_id: carts[2 * Math.floor(round / 15) + which]!,
        })
      const compared = await compare({
        somebodys: check(coupon.code, 0),
        nobodys: check(NOBODYS, 1),
      })
      expect(compared.said.size).toBe(1)
      expect(compared.apart).toEqual([])
      expect(compared.soonest).toBeGreaterThanOrEqual(SOONEST_MS)
    })
  })

/** Whether one kind takes longer: by more than the network hides, and so often that it is no mood of the machine. */
function tellsApart(
  rounds: readonly Readonly<Record<string, number>>[],
  slow: string,
  quick: string
): readonly string[] {
  const longer = rounds.map((ms) => ms[slow]! - ms[quick]!).sort((a, b) => a - b)
  const median = longer[Math.floor(longer.length / 2)]!
  const often = longer.filter((ms) => ms > 0).length
  return often >= TELLING && median > TELLING_MS
    ? [
        `${slow} takes ${median.toFixed(1)} ms longer than ${quick}, in ${often} of ${ROUNDS} rounds`,
      ]
    : []
}
