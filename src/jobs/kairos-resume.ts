import type { MedusaContainer } from "@medusajs/framework/types"
import { resumeNight } from "../workflows/schedule/periodic"
import { runtimeOf } from "../workflows/support/runtime"

/** A night whose process was killed. */
export default async function kairosResume(container: MedusaContainer): Promise<void> {
  await resumeNight(runtimeOf(container))
}

export const config = { name: "kairos-resume", schedule: "*/10 * * * *" }
