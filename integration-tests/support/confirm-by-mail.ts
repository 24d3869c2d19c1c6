import { ok } from "./shopper"
import type { SuiteContext } from "./suite-context"
import { until } from "./until"

/**
 * Waits for the mails that ask to confirm, and confirms the last one as whoever reads it.
 * @param asked how many have been asked for so far: each is sent while its request is already answered
 */
export async function confirmByMail(ctx: SuiteContext, email: string, asked = 1): Promise<void> {
  const { pathname, search } = new URL(await askedByMail(ctx, email, asked))
  ok(await ctx.anyone.post(`${pathname}${search}`))
}

/** Waits for that many mails that ask to confirm. @returns the link of the last */
export function askedByMail(ctx: SuiteContext, email: string, asked = 1): Promise<string> {
  return until(`${asked} mails that ask to confirm`, async () => {
    const mails = await ctx.mailbox().messages(email)
    const links = mails.flatMap(
      ({ text }) => /: (http\S+\/kairos\/confirm\S+)/.exec(text ?? "")?.[1] ?? []
    )
    return links.length >= asked ? links[0]! : null
  })
}
