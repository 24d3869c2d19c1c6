import { cartSightings, changedCarts, type CartCursor } from "../../read-models/changed-carts"
import type { Runtime } from "../support/runtime"
import { armedArgs } from "./armed-args"

const WATERMARK = "carts_watermark"
/** Longer than a transaction that writes a cart may stay open: its rows carry the time at which it began. */
const OVERLAP_MS = 15 * 60 * 1000
/** How far the first look at a shop goes back: an older cart can cause nothing any more, whatever the automations say. */
const FIRST_LOOK_MS = 10 * 24 * 60 * 60 * 1000
const PAGE = 500
/** When no automation says otherwise, a cart left for so long is abandoned. */
const ABANDONED_AFTER_MINUTES = 60

export type KeptCarts = { readonly carts: number; readonly abandoned: number }

/**
 * Folds the carts that changed since the last run, whatever the event bus told, and marks those that were left. After a
 * downtime it goes on where it stopped. The first run of an installation takes over what lies in the shop; none of that
 * causes anything until a shopper comes back to it.
 */
export async function keepCarts(runtime: Runtime): Promise<KeptCarts> {
  const { settings } = runtime.automation
  const now: Date = (await runtime.knex.raw("select now() as now")).rows[0].now
  const watermark = await settings.readOwn<string>(WATERMARK)
  const baseline = watermark === null
  const since = new Date(
    baseline ? now.getTime() - FIRST_LOOK_MS : Date.parse(watermark) - OVERLAP_MS
  )
  const abandoned_after_minutes = await shortestWait(runtime)
  let carts = 0
  let cursor: CartCursor | null = null
  for (;;) {
    const page: readonly CartCursor[] = await changedCarts(runtime.knex, since, cursor, PAGE)
    cursor = page[page.length - 1] ?? null
    if (cursor === null) {
      break
    }
    const seen = await sightings(
      runtime,
      page.map(({ cart_id }) => cart_id)
    )
    const written: number = await runtime.profile.carts.record(seen, {
      abandoned_after_minutes,
      baseline,
    })
    carts += written
  }
  await settings.write(WATERMARK, now.toISOString(), "kairos")
  return { carts, abandoned: await runtime.profile.carts.markAbandoned(abandoned_after_minutes) }
}

/** Carts that were begun before their customer was erased stay out. */
async function sightings(runtime: Runtime, cartIds: readonly string[]) {
  const seen = await cartSightings(runtime.knex, cartIds)
  return runtime.consent.erasures.without(
    seen.map((cart) => ({ ...cart, occurred_at: cart.begun_at }))
  )
}

/** A cart that somebody was reminded of was abandoned, however soon that was. */
async function shortestWait(runtime: Runtime): Promise<number> {
  const armed = await armedArgs(runtime, "cart.abandoned", ({ after_minutes }) =>
    typeof after_minutes === "number" ? after_minutes : null
  )
  return Math.min(ABANDONED_AFTER_MINUTES, ...armed.map(({ value }) => value))
}
