import { figure } from "./import-report"
import { shopApi } from "./shop-api"
import type { Terminal } from "./terminal"

type Restoration = Readonly<Record<(typeof COUNTS)[number][0], number>> & {
  readonly last_at: string
}

const COUNTS = [
  ["lines", "lines of the journal that the database does not know"],
  ["withdrawn", "consents withdrawn or objections made"],
  ["suppressed", "addresses suppressed"],
  ["paused", "pauses"],
  ["erased", "ids and addresses erased"],
  ["unknown_people", "of these four about people whom the database does not know"],
  ["deliveries", "messages that may have left, and do not leave again"],
  ["renewals", "renewals that may have been charged"],
  ["unreadable", "lines that cannot be read"],
] as const

/** Replays the journal of refusals in a shop whose database was restored: the counts first, then all of it. */
export async function restore(
  address: string | undefined,
  flags: { readonly dryRun: boolean; readonly renewalsChecked: boolean },
  terminal: Terminal
): Promise<number> {
  const shop = shopApi(address, terminal)
  const ask = (dry_run: boolean) =>
    shop.post<{ restoration: Restoration }>("/admin/kairos/restore", {
      dry_run,
      renewals_checked: flags.renewalsChecked,
    })
  const { restoration } = await ask(true)
  terminal.out(`the journal goes up to ${restoration.last_at}`)
  for (const [name, text] of COUNTS) {
    if (restoration[name] > 0) {
      terminal.out(`  ${figure(restoration[name])} ${text}`)
    }
  }
  if (flags.dryRun) {
    terminal.out("dry run: nothing was written, and nothing is sent yet")
    return 0
  }
  await ask(false)
  terminal.out("replayed: sending goes on with what happens from now on")
  return 0
}
