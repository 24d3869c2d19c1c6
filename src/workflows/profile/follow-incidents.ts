import { looksFor } from "../../core/value/tier"
import { customersOfPerson } from "../../read-models/customers-of-person"
import type { Runtime } from "../support/runtime"
import { refreshProfiles } from "./refresh-profiles"
import { tierPolicyOf } from "./tier-policy"

type Troubled = { readonly customer_id: string | null; readonly email: string | null }

/** Whoever something went wrong for is scored anew, where tiers look at what service costs. */
export async function followIncidents(
  runtime: Runtime,
  incidents: readonly Troubled[]
): Promise<void> {
  if (incidents.length === 0 || !looksFor((await tierPolicyOf(runtime)).policy, "service")) {
    return
  }
  const ids = new Set<string>()
  for (const { customer_id, email } of incidents) {
    const customers =
      customer_id === null ? await customersOfPerson(runtime.knex, email ?? "") : [customer_id]
    customers.forEach((id) => ids.add(id))
  }
  await refreshProfiles(runtime, [...ids])
}
