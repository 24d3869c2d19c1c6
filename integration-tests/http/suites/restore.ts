import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { journalLine } from "../../../src/core/consent/journal"
import { addressHashes, customerHashes } from "../../../src/modules/kairos-consent/address-hash"
import { runKairos } from "../../../src/bin/kairos"
import { forgetJournalState } from "../../../src/workflows/restore/journal-state"
import { runtimeOf } from "../../../src/workflows/support/runtime"
import { mailAutomation } from "../../support/marketer"
import { ok, placeOrder, registerShopper } from "../../support/shopper"
import type { SuiteContext } from "../../support/suite-context"

const AGO = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

/** F47, B-35: a backup is restored, and since it was made people refused, were erased, and were written to. */
export const restoreSuite = (ctx: SuiteContext) =>
  describe("a restored database", () => {
    let folder: string
    let file: string
    beforeEach(() => {
      folder = mkdtempSync(path.join(tmpdir(), "kairos-restore-"))
      file = path.join(folder, "journal.jsonl")
      keepJournal({ file })
    })
    afterEach(() => {
      keepJournal(undefined)
      rmSync(folder, { recursive: true })
    })

    /** The option, as if it stood in medusa-config. */
    function keepJournal(journal: { file: string } | undefined) {
      const runtime = runtimeOf(ctx.container())
      Object.assign(runtime.options, { journal })
      forgetJournalState(runtime)
    }

    const agree = async (email: string) =>
      ok(
        await ctx.store.post("/store/kairos/consents", {
          email,
          purpose: "marketing",
          channel: "email",
          source: "checkout",
          text_version: "1",
        })
      )
    const journal = () =>
      readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as { kind: string; at: string })

    /** What the lost database had written down since the backup: lines that this one has never seen. */
    async function lostTime(ada: string, ben: { id: string; email: string }) {
      const { options } = runtimeOf(ctx.container())
      const blank = { hash: null, purpose: null, channel: null, cause: null, until: null }
      const withdrawn = {
        ...blank,
        kind: "withdrawn" as const,
        purpose: "marketing",
        channel: "email",
      }
      const erased = { ...blank, kind: "erased" as const, at: AGO(0) }
      const lines = [
        { ...withdrawn, id: "l1", at: AGO(0), hash: addressHashes(options, ada)[0] },
        { ...withdrawn, id: "l2", at: AGO(0), hash: addressHashes(options, "new@lost.example")[0] },
        { ...erased, id: "l3", hash: customerHashes(options, ben.id)[0] },
        { ...erased, id: "l4", hash: addressHashes(options, ben.email)[0] },
        {
          ...blank,
          kind: "mark" as const,
          id: "l5",
          at: new Date(Date.now() + 600_000).toISOString(),
        },
      ]
      writeFileSync(file, lines.map((line) => `${journalLine(line)}\n`).join(""))
      forgetJournalState(runtimeOf(ctx.container()))
      return lines.at(-1)!.at
    }

    it("sends nothing until the journal was replayed, and then to nobody who refused or was erased", async () => {
      await mailAutomation(ctx.admin)
      const ada = "ada@restore.example"
      const cy = "cy@restore.example"
      const ben = await registerShopper(ctx, "ben@restore.example")
      for (const email of [ada, cy, ben.email]) {
        await agree(email)
      }
      const mails = async () =>
        (await ctx.mailbox().messages())
          .map(({ to }) => to)
          .filter((to) => [ada, cy, ben.email].includes(to))
      const last_at = await lostTime(ada, ben)
      await placeOrder(ctx, { email: ada })
      await placeOrder(ctx, { email: cy })
      const { health } = ok(await ctx.admin.get("/admin/kairos/health"))
      expect(health.status).toBe("failing")
      expect(health.problems[0].en).toMatch(/^Nothing is decided or sent: this database is older/)
      expect(ok(await ctx.admin.get("/admin/kairos/settings")).settings.journal).toEqual({
        state: "behind",
        last_at,
      })
      expect(ok(await ctx.admin.get("/admin/kairos/decisions")).decisions).toEqual([])

      const { token } = ok(
        await ctx.admin.post("/admin/api-keys", { title: "restore", type: "secret" })
      ).api_key
      const out: string[] = []
      const restore = (...flags: string[]) =>
        runKairos(["restore", "--shop", ctx.address(), ...flags], {
          out: (line) => out.push(line),
          err: (line) => out.push(line),
          env: { KAIROS_API_KEY: token },
          now: new Date().toISOString(),
        })
      expect([await restore("--dry-run"), out.splice(0)]).toEqual([
        0,
        [
          expect.stringMatching(/^the journal goes up to 20/),
          "  5 lines of the journal that the database does not know",
          "  2 consents withdrawn or objections made",
          "  2 ids and addresses erased",
          "  1 of these four about people whom the database does not know",
          "dry run: nothing was written, and nothing is sent yet",
        ],
      ])
      expect(
        ok(await ctx.admin.get(`/admin/kairos/profiles/${ben.id}/privacy`)).privacy.email
      ).toBe(ben.email)
      expect([await restore(), out.splice(0).at(-1)]).toEqual([
        0,
        "replayed: sending goes on with what happens from now on",
      ])

      await ctx.settled()
      expect(await mails()).toEqual([])
      const decisions = ok(await ctx.admin.get("/admin/kairos/decisions")).decisions
      expect(
        decisions.map(({ kind, reason }: { kind: string; reason: string }) => [kind, reason])
      ).toEqual([
        ["skip", "expired"],
        ["skip", "expired"],
      ])
      const known = async (email: string) =>
        (await runtimeOf(ctx.container()).consent.readContact(email)).consents["marketing:email"]
      expect(await known(ada)).toMatchObject({ granted: false, source: "restored" })
      expect(await known(ben.email)).toBeUndefined()
      expect(await ctx.knex()("kairos_contact").where({ email: ben.email })).toEqual([])
      const fresh = await runtimeOf(ctx.container()).consent.readContact("new@lost.example")
      expect(fresh.suppressed.email).toMatchObject({ cause: "unsubscribed" })

      // What happens from now on goes out as ever, and only to whom it may.
      const { automation } = runtimeOf(ctx.container())
      await automation.settings.write("restored_until", AGO(0), "test")
      await placeOrder(ctx, { email: ada })
      await placeOrder(ctx, { email: cy })
      await ctx.settled()
      expect(await mails()).toEqual([cy])
      // What was done again is in the journal again, and so is what was sent since.
      expect(journal().filter(({ kind }) => kind === "erased").length).toBeGreaterThan(2)
      const [entry] = ok(await ctx.admin.get("/admin/kairos/audit", { entity: "journal" })).entries
      expect(entry).toMatchObject({ action: "replay_journal" })
      expect(await restore()).toBe(1)
      expect(out.join()).toContain("holds nothing that this database does not know")
    })
  })
