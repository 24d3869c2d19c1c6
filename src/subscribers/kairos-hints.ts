import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { heedHint, WORK_WAITS } from "../workflows/support/hint-drain"
import { runtimeOf } from "../workflows/support/runtime"

/** A process that only answers requests has written something that a worker should look at. */
export default async function kairosHints({ container }: SubscriberArgs<object>): Promise<void> {
  heedHint(runtimeOf(container))
}

export const config: SubscriberConfig = {
  event: WORK_WAITS,
  context: { subscriberId: "kairos-hints" },
}
