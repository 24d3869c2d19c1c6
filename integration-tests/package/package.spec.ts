import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { BaseShop } from "../support/base-shop"
import { httpClient, type HttpClient } from "../support/http-client"
import { type Mailbox, startMailbox } from "../support/mailbox"
import { activated, couponAction, mailAction, makeTemplate } from "../support/marketer"
import { ok, placeOrder, registerShopper, type Shopping } from "../support/shopper"
import {
  runMedusa,
  type ShopEnvironment,
  type ShopProcess,
  startShop,
} from "../support/shop-process"
import { databaseUrl, onServer } from "../support/test-database"
import { until } from "../support/until"
import { makeBlankApp } from "./blank-app"
import { billOfMaterials, type Packed, packPlugin, publint, readmeBlocks } from "./packed"

jest.setTimeout(8 * 60_000)

const DATABASE = `kairos_package_${process.pid}`
const WRONG_FACT = `import { defineFact } from "medusa-plugin-kairos/extend"
export const wrong = defineFact({ code: "a.b", type: "colour" } as const)
`
const SECRET = "only-for-the-tests-0123456789-0123456789"

let folder: string
let packed: Packed

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "kairos-package-"))
  packed = packPlugin(folder)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe("the tarball", () => {
  it("holds what a shop needs", () => {
    for (const file of [
      "README.md",
      "LICENSE",
      "CHANGELOG.md",
      "docs/glossary.md",
      ".medusa/server/src/api/middlewares.js",
      ".medusa/server/src/modules/kairos-automation/index.js",
      ".medusa/server/src/subscribers/kairos-triggers.js",
      ".medusa/server/src/jobs/kairos-tick.js",
      ".medusa/server/src/storefront/index.js",
      ".medusa/server/src/storefront/index.d.ts",
      ".medusa/server/src/types/index.d.ts",
      ".medusa/server/src/extend.js",
      ".medusa/server/src/extend.d.ts",
      ".medusa/server/src/providers/sendgrid/index.js",
      ".medusa/server/src/admin/index.mjs",
    ]) {
      expect(packed.files).toContain(file)
    }
  })

  it("holds no tests, maps, sources of the admin, secrets or data", () => {
    const strangers = packed.files.filter((file) =>
      /\.spec\.|\.map$|\.tsx?$(?<!\.d\.ts)|\.env|\.csv|\.snapshot|integration-tests|^(demo|scripts|spec|bench)\//.test(
        file
      )
    )
    expect(strangers).toEqual([])
  })

  it("holds nothing else than what is known to belong there", () => {
    const known = [
      /^(README\.md|LICENSE|CHANGELOG\.md|package\.json|bin\/kairos\.mjs)$/,
      /^docs\/((adr\/)?[\w-]+\.md|openapi\.json|images\/[\w-]+\.png)$/,
      /^\.medusa\/server\/src\/(api|bin|catalog|core|importers|jobs|links|modules|options|policies|providers|read-models|storefront|subscribers|types|workflows)\/[\w./[\]-]+\.(js|d\.ts)$/,
      /^\.medusa\/server\/src\/(clock|extend)\.(js|d\.ts)$/,
      /^\.medusa\/server\/src\/admin\/(index\.m?js|_chunks\/[\w-]+(\.m?js)?)$/,
    ]
    expect(packed.files.filter((file) => !known.some((one) => one.test(file)))).toEqual([])
  })

  it("has a bill of materials, each part with its version and checksum", () => {
    const sbom = billOfMaterials()
    expect(sbom).toMatchObject({ bomFormat: "CycloneDX" })
    expect(sbom.components.length).toBeGreaterThan(100)
    const lacking = sbom.components.filter(({ version, hashes }) => !version || !hashes?.length)
    expect(lacking.map(({ name }) => name)).toEqual([])
  })

  it("passes publint", () => {
    expect(publint(packed.tarball)).toEqual([])
  })

  it("names a file for every export", () => {
    const manifest = JSON.parse(readFileSync(path.resolve("package.json"), "utf8")) as {
      exports: Record<string, unknown>
    }
    const targets = Object.values(manifest.exports)
      .flatMap((target) =>
        typeof target === "string" ? [target] : Object.values(target as Record<string, string>)
      )
      .filter((target) => !target.includes("*"))
      .map((target) => target.replace(/^\.\//, ""))
    expect(targets.filter((target) => !packed.files.includes(target))).toEqual([])
  })
})

describe("installed into a blank Medusa application", () => {
  let mailbox: Mailbox
  let shop: BaseShop
  let medusa: ShopProcess
  let app: string
  let environment: ShopEnvironment
  let admin: HttpClient
  let people: Shopping

  beforeAll(async () => {
    app = path.join(folder, "app")
    makeBlankApp(app, packed.tarball)
    mailbox = await startMailbox()
    environment = {
      root: app,
      databaseUrl: databaseUrl(DATABASE),
      mailboxUrl: mailbox.url,
      log: path.join(folder, "app.log"),
      more: {
        KAIROS_SECRET: SECRET,
        KAIROS_BASE_SHOP: path.join(folder, "shop.json"),
        MEDUSA_ADMIN_DISABLED: "false",
      },
    }
    await onServer((server) => server.raw("create database ??", [DATABASE]))
    expect(readmeBlocks("sh").join("\n")).toContain("npx medusa db:migrate")
    await runMedusa(["db:migrate", "--execute-safe-links"], environment)
    await runMedusa(["exec", "./src/scripts/prepare-shop.ts"], environment)
    shop = JSON.parse(readFileSync(path.join(folder, "shop.json"), "utf8")) as BaseShop
    await runMedusa(["build"], environment)
    medusa = await startShop({
      ...environment,
      cwd: path.join(app, ".medusa/server"),
      more: { ...environment.more, NODE_ENV: "production" },
    })
    const anyone = httpClient(
      () => medusa.address,
      () => ({})
    )
    const { token } = ok(await anyone.post("/auth/user/emailpass", shop.admin))
    admin = httpClient(
      () => medusa.address,
      () => ({ authorization: `Bearer ${token}` })
    )
    const key = { "x-publishable-api-key": shop.publishable_key }
    people = {
      shop: () => shop,
      store: httpClient(
        () => medusa.address,
        () => key
      ),
      storeAs: (customer) =>
        httpClient(
          () => medusa.address,
          () => ({ ...key, authorization: `Bearer ${customer.token}` })
        ),
    }
  })
  afterAll(async () => {
    await medusa?.kill()
    await mailbox?.stop()
    await onServer((server) => server.raw("drop database if exists ?? with (force)", [DATABASE]))
  })

  it("answers on its admin, store and link routes", async () => {
    expect((await admin.get("/admin/kairos/catalog")).status).toBe(200)
    expect((await admin.get("/admin/kairos/health")).status).toBe(200)
    expect(
      (await people.store.get("/store/kairos/content", { placements: "home-hero" })).status
    ).toBe(200)
    const link = await people.store.get("/kairos/unsubscribe", { token: "x" })
    expect(link.status).toBeLessThan(500)
    expect(String(link.body)).toContain("<html")
  })

  it("has its pages and its customer widget in the built admin", async () => {
    const page = await people.store.get("/app")
    expect(page.status).toBe(200)
    const assets = path.join(app, ".medusa/server/public/admin/assets")
    const bundle = readdirSync(assets)
      .filter((file) => file.endsWith(".js"))
      .map((file) => readFileSync(path.join(assets, file), "utf8"))
      .join("\n")
    const pages = ["automations", "decisions", "deliveries", "health", "settings"]
    const wanted = ["/admin/kairos/", "customer.details", ...pages.map((page) => `/kairos/${page}`)]
    expect(wanted.filter((text) => !bundle.includes(text))).toEqual([])
  })

  it("is in shadow mode until the owner switches it on", async () => {
    const { settings } = ok(await admin.get("/admin/kairos/settings"))
    expect(settings.mode).toBe("shadow")
    expect(ok(await admin.post("/admin/kairos/settings", { mode: "live" })).settings.mode).toBe(
      "live"
    )
  })

  it("sends the mail of an automation after an order, for a customer who agreed", async () => {
    // The mail is wanted at whatever hour this runs.
    ok(await admin.post("/admin/kairos/settings", { mode: "live", quiet_hours: null }))
    const template = await makeTemplate(admin, {
      subject: "Thank you",
      body: "<mjml><mj-body><mj-section><mj-column><mj-text>{{coupon.code}}</mj-text></mj-column></mj-section></mj-body></mjml>",
    })
    await activated(admin, {
      name: "Thank you",
      objective: "repeat_purchase",
      trigger: { code: "order.placed", args: {} },
      steps: [{ key: "first", actions: [couponAction(), mailAction(template.id)] }],
    })
    const shopper = await registerShopper(people, "ada@shop.example")
    ok(
      await people.storeAs(shopper).post("/store/kairos/preferences", {
        consents: [{ purpose: "marketing", channel: "email", granted: true }],
      })
    )
    await placeOrder(people, { shopper })
    // The subscriber has written the inbox, the job or its hint has drained it: both exist in the installed plugin.
    const mail = await until("the mail", async () => (await mailbox.messages(shopper.email))[0], {
      seconds: 30,
      show: async () => (await admin.get("/admin/kairos/decisions")).body,
    })
    expect(mail.subject).toBe("Thank you")
    expect(mail.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click")
    const [purchase] = [await admin.get(`/admin/kairos/profiles/${shopper.id}`)]
    expect(purchase.status).toBe(200)
  })

  it("runs a shop's own trigger, fact and action from an event that another system reports", async () => {
    const { catalog } = ok(await admin.get("/admin/kairos/catalog"))
    const codes = (name: "triggers" | "facts" | "actions" | "channels") =>
      (catalog[name] as { code: string }[]).map(({ code }) => code)
    expect(codes("triggers")).toContain("support.ticket_closed")
    expect(codes("facts")).toContain("customer.loyalty_points")
    expect(codes("actions")).toContain("add_loyalty_points")
    expect(codes("channels")).toContain("sms")
    ok(await admin.post("/admin/kairos/settings", { mode: "live" }))
    const { automation } = ok(
      await admin.post("/admin/kairos/automations", {
        name: "Points for patience",
        objective: "apologise",
        purpose: "marketing",
        trigger: { code: "support.ticket_closed", args: {} },
        conditions: {
          combinator: "and",
          rules: [{ field: "customer.loyalty_points", operator: ">=", value: 100 }],
        },
        steps: [{ key: "first", actions: [{ code: "add_loyalty_points", args: { points: 25 } }] }],
      })
    )
    ok(await admin.post(`/admin/kairos/automations/${automation.id}/activate`))
    const shopper = await registerShopper(people, "bea@shop.example")
    const consents = [{ purpose: "personalisation", channel: "on_site", granted: true }]
    ok(await people.storeAs(shopper).post("/store/kairos/preferences", { consents }))
    const event = {
      id: "ticket_1",
      name: "support.ticket_closed",
      customer_id: shopper.id,
      occurred_at: new Date(),
      properties: { loyalty_points: 120 },
    }
    const receipt = ok(await admin.post("/admin/kairos/events", { events: [event] }))
    expect(receipt).toEqual({ accepted: 1, duplicates: 0, rejected: [] })
    const points = await until(
      "the points",
      async () => {
        const { customer } = ok(await admin.get(`/admin/customers/${shopper.id}?fields=metadata`))
        return (customer.metadata?.loyalty_points as number | undefined) ?? null
      },
      { seconds: 30, show: async () => (await admin.get("/admin/kairos/decisions")).body }
    )
    expect(points).toBe(25)
  })

  it("runs its jobs", async () => {
    const health = await until(
      "the first sweep",
      async () => {
        const { body } = await admin.get("/admin/kairos/health")
        return body.health.sweep.last_at === null ? null : body.health
      },
      { seconds: 90 }
    )
    expect(health.sweep.last_at).toEqual(expect.any(String))
  })

  it("logs no error", () => {
    expect(existsSync(environment.log)).toBe(true)
    const errors = readFileSync(environment.log, "utf8")
      .split("\n")
      .filter((line) => /"level":"error"|\berror:/i.test(line))
    expect(errors).toEqual([])
  })

  // Last, because it keeps this machine busy for half a minute.
  it("gives the types that a shop's own definitions are written with", async () => {
    const wrong = path.join(app, "src/kairos/wrong.ts")
    expect(await typeErrors(app)).toBe("")
    // The same compiler, asked about a definition that is wrong, must say so.
    writeFileSync(wrong, WRONG_FACT)
    expect(await typeErrors(app)).toMatch(/src\/kairos\/wrong\.ts.*"colour"/)
  })
})

/** What TypeScript says of an application; it does not stop this process, whose connections would be closed meanwhile. */
const typeErrors = (app: string): Promise<string> =>
  new Promise((resolve) => {
    const typescript = path.join(app, "node_modules/typescript/lib/tsc.js")
    execFile(
      process.execPath,
      [typescript, "--noEmit", "-p", "."],
      { cwd: app },
      (_error, stdout) => resolve(stdout)
    )
  })
