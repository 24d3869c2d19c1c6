import type { Runtime } from "../support/runtime"
import { refreshProfiles } from "./refresh-profiles"

const CHUNK = 5000

/**
 * Scores whom the kairos command imported: it runs without Medusa and knows neither the plugin's options nor who objected.
 * @returns how many profiles were written
 */
export async function scoreUnscoredProfiles(runtime: Runtime): Promise<number> {
  let written = 0
  for (;;) {
    const ids = await runtime.profile.unscoredCustomers(CHUNK)
    if (ids.length === 0) {
      return written
    }
    written += await refreshProfiles(runtime, await withoutErased(runtime, ids))
  }
}

/**
 * The command has no secret to know erased people by: what it brought back of them goes here, before anything is made of it.
 * @returns the customers that are left
 */
async function withoutErased(runtime: Runtime, ids: readonly string[]): Promise<readonly string[]> {
  const { erasures } = runtime.consent
  if (!(await erasures.any())) {
    return ids
  }
  return runtime.knex.transaction(async (trx) => {
    const imported = await runtime.profile.purchases.ofCustomers(trx, ids)
    const kept = new Set((await erasures.without(imported, trx)).map(({ id }) => id))
    const gone = new Set(
      await runtime.profile.purchases.forget(
        trx,
        imported.filter(({ id }) => !kept.has(id))
      )
    )
    return ids.filter((id) => !gone.has(id))
  })
}
