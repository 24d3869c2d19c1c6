import { leakSentence } from "../../core/coupon/leak-sentence"
import type { TriedCodeRow } from "../../modules/kairos-automation/coupon-attempts"
import type { Page, TriedCodeResponse } from "../../types"
import type { Runtime } from "../support/runtime"

/** The report of the leak radar. */
export async function presentTriedCodes(
  runtime: Runtime,
  page: { readonly offset: number; readonly limit: number }
): Promise<Page<"coupon_attempts", TriedCodeResponse>> {
  const { rows, count } = await runtime.automation.couponAttempts.list(page)
  const { time_zone } = await runtime.automation.settings.read()
  return { coupon_attempts: rows.map((row) => present(row, time_zone)), count, ...page }
}

function present(row: TriedCodeRow, zone: string): TriedCodeResponse {
  const first_at = row.first_at.toISOString()
  const revoked_at = row.revoked_at?.toISOString() ?? null
  const { attempts, baskets } = row
  return {
    coupon_id: row.coupon_id,
    customer_id: row.customer_id,
    code_ending: row.code.slice(-4),
    attempts,
    baskets,
    first_at,
    last_at: row.last_at.toISOString(),
    revoked_at,
    text: leakSentence({ attempts, baskets, since: first_at, revoked_at }, zone),
    address_blocks_count: row.blocks_count,
    address_blocks: row.address_blocks.map(({ block, attempts }) => ({ block, attempts })),
    channels: row.channels.map(({ sales_channel_id, attempts }) => ({
      sales_channel_id,
      attempts,
    })),
    by_hour: row.by_hour.map(({ at, attempts }) => ({ at: new Date(at).toISOString(), attempts })),
  }
}
