import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { runKairos } from "./kairos"

type Asked = { readonly path: string; readonly authorization: string; readonly body: any }

const FILE =
  "E-mail,granted,date,source,text,Comment\n" +
  'ada@shop.example,yes,2025-03-04,checkout,"Mail, please",x\n' +
  "\n" +
  "ben@shop.example,yes,2025-03-04,,,\n" +
  "cy@shop.example,no\n"

describe("the commands that ask a running shop", () => {
  let folder: string
  let file: string
  let server: Server
  let shop: string
  const asked: Asked[] = []
  let answer: (one: Asked) => { status: number; body: unknown }
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "kairos-shop-"))
    file = path.join(folder, "consents.csv")
    writeFileSync(file, FILE)
    server = createServer((req, res) => {
      let text = ""
      req.on("data", (part: Buffer) => (text += part.toString()))
      req.on("end", () => {
        const one = {
          path: req.url ?? "",
          authorization: req.headers.authorization ?? "",
          body: JSON.parse(text),
        }
        asked.push(one)
        const { status, body } = answer(one)
        res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    shop = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  beforeEach(() => {
    asked.length = 0
    answer = ({ body }) => ({
      status: 200,
      body: {
        import: {
          dry_run: body.dry_run,
          lines: 3,
          granted: 1,
          withdrawn: 1,
          unchanged: 0,
          rejected: { no_source: 1 },
          examples: [{ index: 1, reason: "no_source" }],
        },
      },
    })
  })
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true })
  })

  async function kairos(argv: string[], env: Record<string, string> = { KAIROS_API_KEY: "sk_1" }) {
    const out: string[] = []
    const err: string[] = []
    const exit = await runKairos(argv, {
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      env,
      now: "2026-06-30T12:00:00.000Z",
    })
    return { exit, out, err: err.join("\n") }
  }
  const consents = (...more: string[]) =>
    kairos(["import", "consents", file, "--shop", `${shop}/`, ...more])

  it("count a file of consents first and name the lines that lack evidence, and write nothing on a dry run", async () => {
    const { exit, out } = await consents("--dry-run")
    expect([exit, out]).toEqual([
      0,
      [
        "3 lines: 1 say yes, 1 say no, 0 of them are there already",
        "  left out, a yes that does not say where it was given: 1",
        "  line 4: a yes that does not say where it was given",
        "dry run: nothing was written",
      ],
    ])
    expect(asked).toEqual([
      {
        path: "/admin/kairos/consents/import",
        authorization: `Basic ${Buffer.from("sk_1:").toString("base64")}`,
        body: {
          dry_run: true,
          consents: [
            {
              email: "ada@shop.example",
              granted: "yes",
              date: "2025-03-04",
              source: "checkout",
              text: "Mail, please",
            },
            { email: "ben@shop.example", granted: "yes", date: "2025-03-04" },
            { email: "cy@shop.example", granted: "no" },
          ],
        },
      },
    ])
  })

  it("write after the whole file was counted, in pieces that the route takes", async () => {
    const many = path.join(folder, "many.csv")
    const lines = Array.from({ length: 4100 }, (_, i) => `p${i}@shop.example,no`)
    writeFileSync(many, `email,Newsletter\n${lines.join("\n")}\n`)
    const { exit, out } = await kairos([
      "import",
      "consents",
      many,
      "--shop",
      shop,
      "--map",
      "granted=Newsletter",
    ])
    expect(exit).toBe(0)
    expect(out.at(-1)).toBe("6 taken over, 0 were there already")
    expect(asked.map(({ body }) => [body.dry_run, body.consents.length])).toEqual([
      [true, 2000],
      [true, 2000],
      [true, 100],
      [false, 2000],
      [false, 2000],
      [false, 100],
    ])
  })

  it("stop before anything is written where the shop refuses", async () => {
    answer = () => ({ status: 403, body: { message: "your role does not let you" } })
    const { exit, err } = await consents()
    expect([exit, err]).toEqual([1, `kairos: ${shop} answered 403: your role does not let you`])
    expect(asked).toHaveLength(1)
  })

  it("replay a journal after its counts, and only then", async () => {
    const counts = { lines: 12, withdrawn: 1200, suppressed: 0, paused: 0, erased: 1 }
    answer = () => ({
      status: 200,
      body: {
        restoration: {
          ...counts,
          last_at: "2026-06-30T11:00:00.000Z",
          unreadable: 0,
          unknown_people: 0,
          deliveries: 3,
          renewals: 2,
        },
      },
    })
    const { exit, out } = await kairos(["restore", "--shop", shop, "--renewals-checked"])
    expect([exit, out]).toEqual([
      0,
      [
        "the journal goes up to 2026-06-30T11:00:00.000Z",
        "  12 lines of the journal that the database does not know",
        "  1,200 consents withdrawn or objections made",
        "  1 ids and addresses erased",
        "  3 messages that may have left, and do not leave again",
        "  2 renewals that may have been charged",
        "replayed: sending goes on with what happens from now on",
      ],
    ])
    expect(asked.map(({ path: route, body }) => [route, body])).toEqual([
      ["/admin/kairos/restore", { dry_run: true, renewals_checked: true }],
      ["/admin/kairos/restore", { dry_run: false, renewals_checked: true }],
    ])
  })

  it.each([
    [["restore"], {}, 1, "which shop? give --shop https://api.shop.example"],
    [["restore", "--shop", "SHOP"], { KAIROS_API_KEY: "" }, 1, "KAIROS_API_KEY is not set"],
    [["restore", "--shop", "http://127.0.0.1:1"], { KAIROS_API_KEY: "k" }, 1, "does not answer"],
    [["restore", "more"], {}, 2, "unknown call"],
    [["import", "consents"], {}, 2, "unknown call"],
    [
      ["import", "consents", "missing.csv", "--shop", "SHOP"],
      { KAIROS_API_KEY: "k" },
      1,
      "there is no such file",
    ],
    [
      ["import", "consents", "FILE", "--shop", "SHOP", "--map", "granted=Nein"],
      { KAIROS_API_KEY: "k" },
      1,
      'has no column "Nein"; found E-mail, granted',
    ],
    [
      ["import", "consents", "FILE", "--shop", "SHOP", "--map", "yes=granted"],
      { KAIROS_API_KEY: "k" },
      1,
      "--map yes=… is unknown: expected one of email, purpose",
    ],
  ])("%j ends with a sentence", async (argv, env, exit, message) => {
    const places: Record<string, string> = { FILE: file, SHOP: shop }
    const done = await kairos(
      argv.map((part) => places[part] ?? part),
      env
    )
    expect(done.exit).toBe(exit)
    expect(done.err).toContain(message)
  })

  it("say what a file lacks, and that a key is unknown", async () => {
    const other = path.join(folder, "other.csv")
    writeFileSync(other, "mail,answer\na@shop.example,yes\n")
    const lacking = await kairos(["import", "consents", other, "--shop", shop])
    expect([lacking.exit, lacking.err]).toEqual([
      1,
      expect.stringContaining("has no column for email, granted; found mail, answer"),
    ])
    answer = () => ({ status: 401, body: {} })
    expect((await consents()).err).toContain("does not know the key in KAIROS_API_KEY")
  })
})
