import type { MedusaContainer } from "@medusajs/framework/types"
import { everyNight } from "../workflows/schedule/periodic"
import { runtimeOf } from "../workflows/support/runtime"

/** Every tier anew, and what its time has come for. */
export default async function kairosNightly(container: MedusaContainer): Promise<void> {
  await everyNight(runtimeOf(container))
}

export const config = { name: "kairos-nightly", schedule: "0 3 * * *" }
