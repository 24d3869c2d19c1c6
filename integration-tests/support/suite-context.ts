import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { hintDrain } from "../../src/workflows/support/hint-drain"
import { type Runtime, runtimeOf } from "../../src/workflows/support/runtime"
import type { BaseShop } from "./base-shop"
import { httpClient, type HttpClient } from "./http-client"
import type { Mailbox } from "./mailbox"
import { until } from "./until"

/**
 * What a suite of integration-tests/http works with. The database is restored before every test to the state with the
 * base shop, so a suite prepares its own things in `beforeEach` or in the test, never in `beforeAll`.
 */
export type SuiteContext = {
  readonly shop: () => BaseShop
  readonly container: () => MedusaContainer
  readonly knex: () => Knex
  readonly address: () => string
  /** Nobody: no publishable key, no session. */
  readonly anyone: HttpClient
  /** A shopper with the publishable key who is not logged in. */
  readonly store: HttpClient
  readonly admin: HttpClient
  readonly storeAs: (customer: { readonly token: string }) => HttpClient
  readonly mailbox: () => Mailbox
  /** Until every event that is due has been decided and every delivery that is due has been tried. */
  readonly settled: () => Promise<void>
}

export type Booted = {
  readonly shop: BaseShop
  readonly admin_token: string
  readonly mailbox: Mailbox
}

export function suiteContext(
  address: () => string,
  container: () => MedusaContainer,
  booted: () => Booted
): SuiteContext {
  const key = () => ({ "x-publishable-api-key": booted().shop.publishable_key })
  const knex = (): Knex => container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return {
    shop: () => booted().shop,
    container,
    knex,
    address,
    anyone: httpClient(address, () => ({})),
    store: httpClient(address, key),
    admin: httpClient(address, () => ({ authorization: `Bearer ${booted().admin_token}` })),
    storeAs: ({ token }) =>
      httpClient(address, () => ({ ...key(), authorization: `Bearer ${token}` })),
    mailbox: () => booted().mailbox,
    settled: () => waitUntilSettled(container()),
  }
}

/** @param drain what works it off; where Medusa only serves, as in `medusa exec`, a hint would tell nobody */
export async function waitUntilSettled(
  container: MedusaContainer,
  drain: (runtime: Runtime) => Promise<void> | void = hintDrain
): Promise<void> {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const open = async () => {
    const { rows } = await knex.raw<{ rows: unknown[] }>(
      `select 'event' as what, id, status as state, attempts, locked_until - now() as leased from kairos_inbox where status = 'pending' and due_at <= now()
       union all
       select 'delivery', id, state, attempts, locked_until - now() from kairos_delivery
       where state = 'sending' or ((state = 'queued' or (state = 'held' and hold is not null)) and due_at <= now())`
    )
    return rows
  }
  await until(
    "the inbox and the deliveries to be worked off",
    async () => {
      // The bus tells of an event while its request is answered, and nobody waits for what it writes.
      await runtimeOf(container).automation.workEnded()
      if ((await open()).length === 0) {
        return true
      }
      // What a test made due itself would wait for the tick, which comes every five seconds.
      await drain(runtimeOf(container))
      return null
    },
    { show: open, everyMs: 50, seconds: 60 }
  )
}
