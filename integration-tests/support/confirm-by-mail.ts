import { ok } from "./shopper"
import type { SuiteContext } from "./suite-context"
import { until } from "./until"

/** Waits for the mail that asks to confirm, and confirms as whoever reads it. */
export async function confirmByMail(ctx: SuiteContext, email: string): Promise<void> {
  const link = await until("the mail that asks to confirm", async () => {
    const mails = await ctx.mailbox().messages(email)
    const links = mails.map(({ text }) => /: (http\S+\/kairos\/confirm\S+)/.exec(text ?? "")?.[1])
    return links.find((found) => found !== undefined) ?? null
  })
  const { pathname, search } = new URL(link)
  ok(await ctx.anyone.post(`${pathname}${search}`))
}
