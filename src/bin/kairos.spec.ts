import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
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
    [["export", "csv", "x"], 2, 'unknown call "export csv …"'],
    [["import", "shopify", "mysql://u:hidden@x/y"], 2, 'unknown call "import shopify …"'],
    [["import", "sql", "mysql://u@x/y", "--dry-run"], 1, "import sql needs --mapping FILE"],
    [["import", "medusa-v1", "mysql://u@x/y", "--dry-run"], 1, "Medusa 1.x lives in Postgres"],
    [
      ["import", "woocommerce", "shop.example", "--dry-run"],
      1,
      "expected mysql://user:password@host",
    ],
    [["import", "csv", "FILE", "--source", "medusa"], 1, '--source "medusa" cannot be used'],
    [
      ["import", "medusa-v1", "postgres://u@x/y", "--dry-run", "--decimals", "huf=x"],
      1,
      '--decimals.huf is "x"; expected a currency with 0 to 4 decimals',
    ],
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
    [
      ["analyse"],
      2,
      'unknown call "analyse"; expected: kairos import csv FILE, kairos import woocommerce URL, ',
    ],
    [["analyse", "FILE", "more"], 2, "unknown call"],
    [["analyse", "missing.csv"], 1, "there is no such file"],
    [["analyse", "FILE", "--lang", "fr"], 1, '--lang "fr" is unknown: expected one of en, es, pt'],
    [["analyse", "FILE", "--time-unit", "year"], 1, "expected one of day, week, month"],
    [
      ["analyse", "FILE", "--calibration-end", "2011-02-31"],
      1,
      "expected a day such as 2011-06-30",
    ],
    [
      ["analyse", "FILE", "--calibration-end", "2030-01-01"],
      1,
      "expected a history of more than one day",
    ],
    [["analyse", "FILE", "--min-support", "0"], 1, "expected a share above 0 and up to 1"],
    [
      ["analyse", "FILE", "--html", "/nowhere/at/all.html"],
      1,
      "name a file in a folder that exists",
    ],
    [["import", "csv", "missing.csv", "--dry-run"], 1, "there is no such file"],
  ])("%j ends with %i", async (argv, exit, message) => {
    const answer = await kairos(...argv.map((part) => (part === "FILE" ? file : part)))
    expect(answer.exit).toBe(exit)
    expect(answer.err).toContain(message)
  })

  it("prints the rights of a role, whatever its name", async () => {
    const { exit, out } = await kairos("rights", 'a "shop"')
    expect(exit).toBe(0)
    expect(out).toContain('kairos_audit from "a ""shop""";')
  })

  it("analyses a file without a currency, as text, as figures and as a page in another language", async () => {
    const page = path.join(folder, "report.html")
    const text = await kairos("analyse", file)
    expect(text.exit).toBe(0)
    expect(text.out).toContain(
      "3 lines, 2 usable: 1 orders of 1 customers, 2 products, from 2026-01-05"
    )
    expect(text.out).toContain("no_customer")
    const both = await kairos("analyse", file, "--json", "--html", page, "--lang", "pt-BR")
    expect(JSON.parse(both.out)).toMatchObject({
      lines: { lines: 3, usable: 2, rejected: { no_customer: 1 } },
      history: { orders: 1, customers: 1, products: 2 },
      tiers: { counts: { A: 1, B: 0, C: 0 } },
      churn: { kind: "not_enough" },
    })
    expect(readFileSync(page, "utf8")).toContain('<html lang="pt-BR">')
    expect(readFileSync(page, "utf8")).toContain("Quem são meus melhores clientes?")
  })

  test.each([
    [
      "blanks, as CDNOW has",
      " customer_id  date number_of_cds  dollar_value\n 00001 19970101  1   11.77\n 00001 19970301  2   0.00\n",
      2,
      "11.77",
    ],
    [
      "blanks without a header",
      " 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n",
      2,
      "59.06",
    ],
    [
      "an amount and no order numbers",
      "customer_id;date;amount\na;2026-01-05;10\na;2026-01-05;5.50\nb;2026-01-06;-3\n",
      1,
      "15.5",
    ],
    ["order numbers and dates in no order", LINES + "9,c2,2025-01-01,S1,1,1.00\n", 2, "13"],
  ])("reads columns held apart by %s", async (_, content, orders, revenue) => {
    const other = path.join(folder, "other.txt")
    writeFileSync(other, content)
    const { exit, out } = await kairos("analyse", other, "--json")
    expect(exit).toBe(0)
    const analysis = JSON.parse(out)
    expect(analysis.history.orders).toBe(orders)
    expect(analysis.currencies[0].revenue).toBe(revenue)
  })

  it("says what a file lacks that is no order history", async () => {
    const other = path.join(folder, "wrong.csv")
    writeFileSync(other, "name,colour\ntea,green\n")
    const { exit, err } = await kairos("analyse", other)
    expect(exit).toBe(1)
    expect(err).toContain("has no column for date, unit_price or amount, customer_id or email")
  })
})
