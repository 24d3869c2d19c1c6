import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { mayUse } from "../../src/core/consent/may-use"
import { DEFAULT_CONSENT_POLICY } from "../../src/core/consent/policy"
import { ConsentService } from "../../src/modules/kairos-consent/service"
import { resolveOptions } from "../../src/options/options"
import {
  forgetJournalState,
  type JournalRuntime,
  sendingStopped,
  syncJournal,
} from "../../src/workflows/restore/journal-state"
import { journalFile } from "../../src/workflows/restore/journal-file"
import { matchMissed, readMissed } from "../../src/workflows/restore/read-missed"
import {
  connect,
  createTestDatabase,
  databaseUrl,
  onServer,
  type TestDatabase,
} from "../support/test-database"
import { testOptions } from "../support/test-options"

const ADA = "ada@shop.example"
const BEN = "ben@shop.example"
const CY = "cy@shop.example"
const MAIL = { purpose: "marketing", channel: "email" } as const

describe("the journal of refusals", () => {
  let database: TestDatabase
  let folder: string
  let file: string
  const copies: string[] = []
  beforeEach(async () => {
    database = await createTestDatabase()
    await database.knex.raw("create table customer (id text primary key, email text)")
    folder = mkdtempSync(path.join(tmpdir(), "kairos-journal-"))
    file = path.join(folder, "sub", "journal.jsonl")
  })
  afterEach(async () => {
    await database.drop()
    rmSync(folder, { recursive: true })
    for (const name of copies.splice(0)) {
      await onServer((server) => server.raw("drop database if exists ?? with (force)", [name]))
    }
  })

  const runtimeOn = (
    knex: TestDatabase["knex"],
    more: Parameters<typeof testOptions>[0] = { journal: { file } }
  ): JournalRuntime & { readonly errors: string[] } => {
    const options = testOptions(more)
    const errors: string[] = []
    return {
      knex,
      options: resolveOptions(options),
      consent: new ConsentService({ [ContainerRegistrationKeys.PG_CONNECTION]: knex }, options),
      logger: { error: (message: string) => errors.push(message) } as never,
      errors,
    }
  }

  /** A backup: the database as it is now, under another name. */
  async function backup() {
    const name = `${new URL(database.url).pathname.slice(1)}_copy`
    copies.push(name)
    await database.knex.destroy()
    await onServer((server) =>
      server.raw("create database ?? template ??", [name, new URL(database.url).pathname.slice(1)])
    )
    ;(database as { knex: TestDatabase["knex"] }).knex = connect(database.url)
    return connect(databaseUrl(name))
  }

  const said = (email: string, granted: boolean, more: object = {}) => ({
    ...MAIL,
    email,
    granted,
    source: "preferences",
    text_version: "1",
    actor: "guest",
    ...more,
  })
  const lines = () => readFileSync(file, "utf8").split("\n").filter(Boolean)

  it("holds every refusal, keyed hashes alone, and goes on where a crash cut it off", async () => {
    const runtime = runtimeOn(database.knex)
    await runtime.consent.record([said(ADA, true), said(BEN, true)])
    await runtime.consent.record([said(ADA, false)])
    await runtime.consent.suppress(BEN, "email", "hard_bounce", "sendgrid")
    await runtime.consent.savePreferences(CY, { paused_until: "2030-01-01T00:00:00.000Z" })
    expect(await syncJournal(runtime, { mark: false })).toEqual({ kind: "agrees" })
    expect(lines().map((line) => JSON.parse(line).kind)).toEqual([
      "withdrawn",
      "suppressed",
      "paused",
    ])
    expect(readFileSync(file, "utf8")).not.toMatch(/ada|ben|cy@|shop\.example/i)

    appendFileSync(file, '{"id":"kjrn_x","ki')
    await runtime.consent.record([said(ADA, true)])
    expect(await syncJournal(runtime, { mark: false })).toEqual({ kind: "agrees" })
    expect(JSON.parse(lines().at(-1)!)).toMatchObject({ kind: "given_again", ...MAIL })
    expect(await syncJournal(runtime, { mark: false })).toEqual({ kind: "agrees" })
    expect(lines()).toHaveLength(5)
  })

  it("recognises a restored backup, writes nothing into it, and stops sending until it was told", async () => {
    const live = runtimeOn(database.knex)
    await live.consent.record([said(ADA, true), said(BEN, true), said(CY, true)])
    expect(await sendingStopped(live, { mark: true })).toBeNull()
    const old = await backup()
    const after = runtimeOn(database.knex)
    await after.consent.record([said(ADA, false)])
    await after.consent.suppress(BEN, "email", "spam_report", "sendgrid")
    await after.consent.record([said(CY, false)])
    await after.consent.record([said(CY, true, { source: "confirmation" })])
    await after.consent.record([said("new@shop.example", false)])
    expect(await sendingStopped(after)).toBeNull()

    const restored = runtimeOn(old)
    try {
      const written = lines().length
      expect(await sendingStopped(restored, { mark: true })).toMatch(/older than the journal/)
      await restored.consent.record([said("dora@shop.example", false)])
      expect(await syncJournal(restored, { mark: true })).toMatchObject({ kind: "behind" })
      expect(lines()).toHaveLength(written)

      const missed = await readMissed(restored, journalFile(file))
      const { missed: told, found } = await matchMissed(restored, missed)
      expect(told.withdrawn.map(({ hash }) => found.get(hash!)?.emails ?? [])).toEqual([[ADA], []])
      expect(told.suppressed.map(({ hash, cause }) => [found.get(hash!)?.emails, cause])).toEqual([
        [[BEN], "spam_report"],
      ])

      await old.transaction((trx) => restored.consent.journal.adopt(trx, missed.entries))
      forgetJournalState(restored)
      expect(await sendingStopped(restored)).toBeNull()
      // What was said meanwhile was kept for the journal.
      expect(lines()).toHaveLength(written + 1)
    } finally {
      await old.destroy()
    }
  })

  it("recognises a backup also where nobody refused since, by what was sent", async () => {
    const old = await backup()
    const live = runtimeOn(database.knex)
    expect(await sendingStopped(live, { mark: true })).toBeNull()
    expect(lines()).toHaveLength(1)
    try {
      expect(await sendingStopped(runtimeOn(old))).toMatch(/older than the journal/)
    } finally {
      await old.destroy()
    }
  })

  it("lets nothing leave while it cannot be written, and says why", async () => {
    writeFileSync(path.join(folder, "sub"), "a file where a folder has to be")
    const runtime = runtimeOn(database.knex)
    expect(await sendingStopped(runtime, { mark: true })).toBe(
      "the journal of refusals cannot be used, so nobody can say who refused"
    )
    expect(runtime.errors[0]).toMatch(/^kairos: the journal of refusals cannot be used: E/)
  })

  it("is written whole into a new place, and may be a store of the shop's own", async () => {
    const runtime = runtimeOn(database.knex)
    await runtime.consent.record([said(ADA, false), said(BEN, false)])
    await syncJournal(runtime, { mark: false })
    const kept: string[] = []
    const store = {
      append: async (more: readonly string[]) => void kept.push(...more),
      last: async () => kept.at(-1) ?? null,
      read: async function* () {
        yield* kept
      },
    }
    const moved = runtimeOn(database.knex, { journal: { store } })
    expect(await syncJournal(moved, { mark: false })).toEqual({ kind: "agrees" })
    expect([...kept].sort()).toEqual(lines().sort())
  })

  it("begins with what was refused before there was one", async () => {
    const runtime = runtimeOn(database.knex)
    await runtime.consent.record([said(ADA, false), said(BEN, true)])
    await runtime.consent.suppress(BEN, "email", "by_hand", "user:u")
    await database.knex("kairos_journal").delete()
    const exported: Record<
      string,
      new (...args: unknown[]) => { up: () => Promise<void>; getQueries: () => unknown[] }
    > = require("../../src/modules/kairos-consent/migrations/Migration20261130012000KairosJournal")
    const migration = new (Object.values(exported)[0]!)(undefined, undefined)
    await migration.up()
    for (const round of [1, 2]) {
      for (const statement of migration.getQueries()) {
        await database.knex.raw(String(statement))
      }
      const rows = await database.knex("kairos_journal").orderBy("kind").select("kind", "channel")
      expect([round, rows]).toEqual([
        round,
        [
          { kind: "suppressed", channel: "email" },
          { kind: "withdrawn", channel: "email" },
        ],
      ])
    }
  })

  it("judges the restored database by what it was told", async () => {
    const runtime = runtimeOn(database.knex)
    await runtime.consent.record([said(ADA, true)])
    const hash = (await database.knex("kairos_contact").where({ email: ADA }).first()).address_hash
    await database.knex.transaction((trx) =>
      runtime.consent.adoptSuppressions(
        trx,
        [
          {
            hash,
            channel: "email",
            cause: "spam_report",
            source: "restored",
            at: "2026-01-01T00:00:00Z",
          },
          { hash: "nobody", channel: "email", cause: "unsubscribed", source: "restored" },
        ],
        [ADA]
      )
    )
    const now = new Date().toISOString()
    const verdict = mayUse(
      MAIL,
      await runtime.consent.readContact(ADA),
      DEFAULT_CONSENT_POLICY,
      now
    )
    expect(verdict).toMatchObject({ allowed: false, reason: "suppressed" })
    expect(await database.knex("kairos_contact").count({ n: "*" })).toEqual([{ n: "1" }])
  })
})
