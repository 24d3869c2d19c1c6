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
    written += await refreshProfiles(runtime, ids)
  }
}
