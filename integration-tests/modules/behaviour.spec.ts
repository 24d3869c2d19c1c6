import type { BehaviourEvent } from "../../src/core/behaviour/behaviour"
import { ProfileService } from "../../src/modules/kairos-profile/service"
import { createTestDatabase, emptyTables, type TestDatabase } from "../support/test-database"

const MINUTE = 60_000

describe("behaviour", () => {
  let database: TestDatabase
  let service: ProfileService
  let now = 0
  beforeAll(async () => {
    database = await createTestDatabase()
    service = new ProfileService(database.container)
    await service.behaviour.ensurePartitions()
    const { rows } = await database.knex.raw<{ rows: { now: Date }[] }>("select now()")
    now = rows[0]!.now.getTime()
  })
  beforeEach(() => emptyTables(database.knex))
  afterAll(() => database.drop())

  const event = (
    id: string,
    minutesAgo = 0,
    more: Partial<BehaviourEvent> = {}
  ): BehaviourEvent => ({
    id,
    name: "page_viewed",
    occurred_at: new Date(now - minutesAgo * MINUTE).toISOString(),
    path: `/${id}`,
    product_id: null,
    from_product_id: null,
    seconds: null,
    properties: {},
    ...more,
  })
  const record = (
    events: readonly BehaviourEvent[],
    {
      visitor_id = "vis_1",
      customer_id = null as string | null,
      time_zone = null as string | null,
    } = {}
  ) =>
    database.knex.transaction((trx) =>
      service.behaviour.record(trx, { visitor_id, customer_id, time_zone, events, own_host: null })
    )
  const rows = () => database.knex("kairos_behaviour").select("*").orderBy("id")
  const visitors = () => database.knex("kairos_visitor").select("*").orderBy("visitor_id")
  const months = async () => {
    const found = await database.knex.raw<{ rows: { name: string }[] }>(
      "select relname as name from pg_inherits join pg_class on oid = inhrelid where inhparent = 'kairos_behaviour'::regclass order by 1"
    )
    return found.rows.map(({ name }) => name)
  }
  /** A month's table as an installation made it long ago. */
  const makeMonth = async (monthsAgo: number) => {
    const { rows: bounds } = await database.knex.raw(
      `select to_char(at, '"kairos_behaviour_y"YYYY"m"MM') as name, at::date::text as from, (at + interval '1 month')::date::text as to
       from (select date_trunc('month', now() at time zone 'UTC') - make_interval(months => ?) as at) month`,
      [monthsAgo]
    )
    const { name, from, to } = bounds[0]
    await database.knex.raw(
      `create table ?? partition of kairos_behaviour for values from ('${from} 00:00:00+00') to ('${to} 00:00:00+00')`,
      [name]
    )
    return name as string
  }

  it("keeps an event once, also when it comes again with another time", async () => {
    expect(await record([event("a"), event("b"), event("a", 5)])).toBe(2)
    expect(await record([event("a", 3), event("c")])).toBe(1)
    expect((await rows()).map(({ id }) => id)).toEqual(["a", "b", "c"])
  })

  it("keeps one of twenty batches that come at once", async () => {
    const batch = [event("a"), event("b"), event("c")]
    const accepted = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        record(i % 2 === 0 ? batch : [...batch].reverse(), { visitor_id: `vis_${i % 4}` })
      )
    )
    expect(accepted.reduce((sum, count) => sum + count, 0)).toBe(3)
    expect(await rows()).toHaveLength(3)
  })

  it("links a visitor to whoever logs in, and what they did before", async () => {
    await record([event("a", 10, { properties: { utm_source: "banner" } })], {
      time_zone: "Europe/Madrid",
    })
    await record([event("b", 5)], { customer_id: "cus_1" })
    await record([event("c")])
    expect((await rows()).map(({ customer_id }) => customer_id)).toEqual([
      "cus_1",
      "cus_1",
      "cus_1",
    ])
    expect(await visitors()).toMatchObject([
      {
        customer_id: "cus_1",
        time_zone: "Europe/Madrid",
        entry_path: "/a",
        entry_utm: { source: "banner" },
        session_started_at: new Date(now - 10 * MINUTE),
        session_seen_at: new Date(now),
      },
    ])
  })

  it("begins a visit anew for another person on the same device, and leaves the first one's past with them", async () => {
    await record([event("a", 10)], { customer_id: "cus_1" })
    await record([event("b")], { customer_id: "cus_2" })
    expect((await rows()).map(({ customer_id }) => customer_id)).toEqual(["cus_1", "cus_2"])
    expect(await visitors()).toMatchObject([{ customer_id: "cus_2", entry_path: "/b" }])
  })

  it("forgets a visitor, and all that a customer's devices told", async () => {
    await record([event("a")], { visitor_id: "vis_1", customer_id: "cus_1" })
    await record([event("b")], { visitor_id: "vis_2", customer_id: "cus_1" })
    await record([event("c")], { visitor_id: "vis_3" })
    await service.behaviour.forget({ customer_ids: ["cus_1"] })
    expect((await rows()).map(({ id }) => id)).toEqual(["c"])
    expect((await visitors()).map(({ visitor_id }) => visitor_id)).toEqual(["vis_3"])
    await service.behaviour.forget({ visitor_id: "vis_3" })
    expect([await rows(), await visitors()]).toEqual([[], []])
    expect(await record([event("a")])).toBe(0)
  })

  it("has the months of whatever may come in, and makes each once", async () => {
    const before = await months()
    expect(before).toHaveLength(4)
    expect(await Promise.all([1, 2, 3].map(() => service.behaviour.ensurePartitions()))).toEqual([
      0, 0, 0,
    ])
    await database.knex.raw("drop table ??", [before[0]!])
    expect(await service.behaviour.ensurePartitions()).toBe(1)
    expect(await months()).toEqual(before)
  })

  it("says so when a month is missing", async () => {
    const error = await record([event("old", 400 * 24 * 60)]).catch((e: unknown) => e)
    expect(service.behaviour.isMissingPartition(error)).toBe(true)
    expect(await database.knex("kairos_behaviour_key")).toEqual([])
  })

  it("drops whole months after their time, and what belongs to nothing any more", async () => {
    const before = await months()
    const kept = await makeMonth(13)
    await makeMonth(14)
    await makeMonth(30)
    await record([event("a")])
    await record([event("b")], { visitor_id: "vis_2" })
    await database.knex.raw(
      "update kairos_visitor set last_seen_at = now() - interval '15 months' where visitor_id = 'vis_1'"
    )
    await database.knex.raw(
      "update kairos_behaviour_key set received_at = now() - interval '8 days' - interval '1 minute' where id = 'a'"
    )
    await database.knex.raw(
      "update kairos_behaviour_key set received_at = now() - interval '8 days' + interval '1 minute' where id = 'b'"
    )
    expect(await service.behaviour.endRetention(13)).toEqual({
      behaviour_months_dropped: 2,
      visitors_forgotten: 1,
      behaviour_keys_forgotten: 1,
    })
    expect(await months()).toEqual([kept, ...before])
    expect(await database.knex("kairos_behaviour_key").select("id")).toEqual([{ id: "b" }])
    await database.knex.raw("drop table ??", [kept])
  })
})
