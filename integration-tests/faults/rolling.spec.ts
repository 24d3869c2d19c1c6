import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { MIGRATE } from "../support/base-shop-database"
import { runMedusa, startShop } from "../support/shop-process"
import { ok, placeOrder } from "../support/shopper"
import { until } from "../support/until"
import { dropTemplate, type FaultTemplate, makeFaultTemplate, openShop } from "./fault-shop"
import { startPostgresServer } from "./postgres-server"
import { type PreviousVersion, previousVersion } from "./previous-version"
import { REDIS_PROGRAM, redisServer } from "./redis-server"
import { killInMigration, rollingDeploy, schemaDifference } from "./rolling"
import { play, type Servers } from "./world"

jest.setTimeout(30 * 60_000)

const INSTANCES = 3
const ROUNDS = Number(process.env.KAIROS_FAULTS_ROUNDS ?? 3)

const SMOKE = process.env.KAIROS_FAULTS === "smoke"

const folder = mkdtempSync(path.join(tmpdir(), "kairos-rolling-"))
const previous: PreviousVersion | null = SMOKE ? null : previousVersion(folder)
if (previous === null) {
  rmSync(folder, { recursive: true, force: true })
}
if (previous === null && !SMOKE) {
  process.stderr.write(
    "  No previous version: its sources are not in this clone's history. `git fetch --unshallow --tags`, or name one in KAIROS_PREVIOUS.\n"
  )
}

const whole = previous === null ? describe.skip : describe

whole("a shop of the previous version that takes this one", () => {
  let servers: Servers
  let template: FaultTemplate

  beforeAll(async () => {
    process.stderr.write(`  The previous version is ${previous!.name}\n`)
    const postgres = await startPostgresServer()
    const redis = REDIS_PROGRAM === null ? null : await redisServer(REDIS_PROGRAM)
    servers = { postgres, redis }
    template = await makeFaultTemplate(previous!.folder)
  })
  afterAll(async () => {
    await dropTemplate(template)
    await servers?.redis?.stop()
    await servers?.postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** As three instances of a deployment do it that migrate and start at the same time, and what they are afterwards. */
  async function threeAtOnce(name: string, killed = false): Promise<void> {
    const addresses: string[] = []
    const open = await openShop(template, name, () => addresses[0] ?? "http://localhost:1")
    const each = <T>(work: (n: number) => Promise<T>) =>
      Promise.all(Array.from({ length: INSTANCES }, (_, n) => work(n)))
    const logged = (n: number) => ({ ...open.environment, log: `${open.environment.log}.${n}` })
    try {
      expect(await schemaDifference(open.knex)).not.toEqual([])
      if (killed) {
        await killInMigration(open)
      }
      await each((n) => runMedusa(MIGRATE, logged(n)))
      expect(await schemaDifference(open.knex)).toEqual([])
      const shops = await each((n) => startShop(logged(n)))
      try {
        for (const { address } of shops) {
          addresses[0] = address
          const { health } = ok(await open.admin.get("/admin/kairos/health"))
          expect(health.database).toMatchObject({ writable: true })
        }
        const shopper = template.shoppers[2]!
        await placeOrder(open, { shopper })
        const delivery = await until(
          "the mail of an order",
          () =>
            open.knex("kairos_delivery").where({ customer_id: shopper.id, state: "sent" }).first(),
          { seconds: 60 }
        )
        expect(delivery.automation_id).toBe(template.automation_id)
        expect(await open.knex("kairos_inbox").where({ status: "dead" })).toEqual([])
      } finally {
        await Promise.all(shops.map((shop) => shop.kill()))
      }
    } finally {
      await open.drop()
    }
  }

  it.each(Array.from({ length: ROUNDS }, (_, n) => n + 1))(
    "is healthy when three instances migrate and start at once over its data (A-29), round %d",
    async (round) => {
      await threeAtOnce(`at_once_${round}`)
    }
  )

  it("is as good as new when a migration was killed in its transaction, right after it had changed the schema (F12)", async () => {
    await threeAtOnce("killed", true)
  })

  const withRedis = REDIS_PROGRAM === null ? it.skip : it
  withRedis(
    "loses nothing and doubles nothing while both versions work together (F39)",
    async () => {
      await play(template, servers, rollingDeploy(previous!.folder))
    }
  )
})
