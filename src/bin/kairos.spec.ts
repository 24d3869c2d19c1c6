import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { runKairos } from "./kairos"

const LINES =
  "order_id,customer_id,date,sku,quantity,unit_price\n" +
  "1,c1,2026-01-05 10:00,S1,2,4.50\n1,c1,2026-01-05 10:00,S2,1,3\n2,,2026-01-06,S1,1,4.50\n"

describe("the kairos command", () => {
  let folder: string
  let file: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "kairos-command-"))
    file = path.join(folder, "history.csv")
    writeFileSync(file, LINES)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  async function kairos(...argv: string[]) {
    const out: string[] = []
    const err: string[] = []
    const exit = await runKairos(argv, {
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      env: {},
      now: "2026-06-30T12:00:00.000Z",
    })
    return { exit, out: out.join("\n"), err: err.join("\n") }
  }

  it("reads a file on a dry run without any database", async () => {
    const { exit, out } = await kairos("import", "csv", file, "--currency", "EUR", "--dry-run")
    expect(exit).toBe(0)
    expect(out).toBe(
      "3 lines, 2 usable: 1 orders of 1 customers, 2 products, 2026-01-05T10:00:00.000Z to 2026-01-05T10:00:00.000Z\n" +
        "  left out, no_customer: 1\n" +
        "dry run: nothing was written, and no database was asked"
    )
  })

  test.each([
    [["--help"], 0, ""],
    [[], 2, ""],
    [["import", "csv"], 2, 'unknown call "import csv"; expected: kairos import csv FILE'],
    [["export", "csv", "x"], 2, 'unknown call "export csv x"'],
    [["import", "csv", "FILE", "--wat"], 2, "Unknown option '--wat'"],
    [["import", "csv", "FILE", "--currency", "eur"], 1, "which shop? Set DATABASE_URL"],
    [["import", "csv", "FILE", "--dry-run"], 1, "with --currency eur"],
    [["import", "csv", "FILE", "--dry-run", "--currency", "euro"], 1, '--currency "euro" is wrong'],
    [
      ["import", "csv", "FILE", "--dry-run", "--currency", "eur", "--time-zone", "Mars/Olympus"],
      1,
      '--time-zone "Mars/Olympus" is unknown',
    ],
    [
      ["import", "csv", "FILE", "--dry-run", "--currency", "eur", "--map", "order=1"],
      1,
      '--map part "order=1" is wrong: expected FIELD=COLUMN',
    ],
    [
      ["import", "csv", "FILE", "--currency", "eur", "--database-url", "shop"],
      1,
      "the database's address is not a URL",
    ],
    [["import", "csv", "missing.csv", "--dry-run"], 1, "there is no such file"],
  ])("%j ends with %i", async (argv, exit, message) => {
    const answer = await kairos(...argv.map((part) => (part === "FILE" ? file : part)))
    expect(answer.exit).toBe(exit)
    expect(answer.err).toContain(message)
  })
})
