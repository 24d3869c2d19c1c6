import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { createKairos, KairosError, type KairosOptions } from "./index"
import { VISITOR_KEY } from "./visitor"

type Seen = { method: string; url: URL; headers: IncomingMessage["headers"]; body: string }
type Answer = (request: Seen, response: ServerResponse) => void

const offer = {
  decision_id: "dec_1",
  variant: null,
  headline: "Hello Ana",
  body: "New for **you**",
  image_url: null,
  cta: { label: "Look", href: "/products" },
  products: [],
  coupon: null,
  disclosure: null,
  personalized_price: false,
  why: "You bought tea.",
}

const json = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { "content-type": "application/json" })
  response.end(JSON.stringify(body))
}

describe("the storefront client against a real server", () => {
  let server: Server
  let baseUrl = ""
  let seen: Seen[] = []
  let answer: Answer

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = ""
      request.on("data", (chunk) => (body += String(chunk)))
      request.on("end", () => {
        const url = new URL(request.url ?? "/", "http://shop.test")
        seen.push({ method: request.method ?? "", url, headers: request.headers, body })
        answer(seen[seen.length - 1] as Seen, response)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  beforeEach(() => {
    seen = []
    answer = (_request, response) =>
      json(response, 200, { content: { "home-hero": offer }, ttl: 30 })
  })

  const client = (options: Partial<KairosOptions> = {}) =>
    createKairos({ baseUrl, publishableKey: "pk_1", ...options })

  it("asks with the publishable key, the token and the context", async () => {
    const kairos = client({ getToken: () => Promise.resolve("jwt"), timeoutMs: 5_000 })
    const result = await kairos.content(["home-hero", "cart-banner"], {
      cartId: "cart_1",
      path: "/a b",
      locale: "pt",
      utm: { source: "mail", id: "7", campaign: "x".repeat(900) },
    })
    expect(result).toEqual({
      content: { "home-hero": offer, "cart-banner": null },
      ttl: 30,
      answered: true,
    })
    const request = seen[0] as Seen
    expect(request.headers).toMatchObject({
      "x-publishable-api-key": "pk_1",
      authorization: "Bearer jwt",
    })
    expect(Object.fromEntries(request.url.searchParams)).toEqual({
      placements: "home-hero,cart-banner",
      cart_id: "cart_1",
      path: "/a b",
      locale: "pt",
      utm_source: "mail",
      utm_campaign: "x".repeat(500),
    })
  })

  it("shows the fallback of a placement for which nothing was decided, and no other", async () => {
    const fallback = { ...offer, decision_id: "", headline: "Autumn" }
    const { content } = await client({ timeoutMs: 5_000 }).content(["home-hero", "cart-banner"], {
      fallback: { "home-hero": fallback, "cart-banner": fallback },
    })
    expect(content).toEqual({ "home-hero": offer, "cart-banner": fallback })
  })

  it("gives up when the time is up and shows the fallback", async () => {
    answer = () => undefined
    const fallback = { ...offer, decision_id: "", headline: "Autumn" }
    const started = performance.now()
    const result = await client({ timeoutMs: 80 }).content(["home-hero"], {
      fallback: { "home-hero": fallback },
    })
    expect(performance.now() - started).toBeLessThan(400)
    expect(result).toEqual({ content: { "home-hero": fallback }, ttl: 0, answered: false })
  })

  it("counts a body that trickles and a token that hangs into the time box", async () => {
    answer = (_request, response) => void response.writeHead(200).write('{"content":')
    const trickled = await client({ timeoutMs: 80 }).content(["home-hero"])
    const hung = await client({
      timeoutMs: 80,
      getToken: () => new Promise<string>(() => undefined),
    }).content(["home-hero"])
    expect([trickled.answered, hung.answered]).toEqual([false, false])
    expect(seen).toHaveLength(1)
  })

  it("never rejects: dead port, 500, HTML, nonsense", async () => {
    const dead = createKairos({ baseUrl: "http://127.0.0.1:1", publishableKey: "pk_1" })
    await expect(dead.content(["home-hero"])).resolves.toMatchObject({ answered: false })
    answer = (_request, response) => json(response, 500, { message: "no" })
    await expect(client().content(["home-hero"])).resolves.toMatchObject({ answered: false })
    const strange = ["<html>", "null", '{"content":{"home-hero":[]}}', '{"content":7,"ttl":"x"}']
    for (const text of strange) {
      answer = (_request, response) => void response.writeHead(200).end(text)
      const result = await client({ timeoutMs: 5_000 }).content(["home-hero"])
      expect(result.content).toEqual({ "home-hero": null })
      expect(result.ttl).toBe(0)
    }
  })

  it("drops links and pictures that are not safe", async () => {
    const evil = { ...offer, image_url: "data:image/svg+xml,x" }
    const content = {
      "home-hero": { ...evil, cta: { label: "Look", href: "javascript:alert(1)" } },
    }
    answer = (_request, response) => json(response, 200, { content, ttl: 0 })
    const result = await client({ timeoutMs: 5_000 }).content(["home-hero"])
    expect(result.content["home-hero"]).toMatchObject({ image_url: null, cta: null })
  })

  const watchedStorage = () => {
    const kept = new Map<string, string>()
    const calls: string[] = []
    return {
      calls,
      kept,
      getItem: (key: string) => (calls.push(`get ${key}`), kept.get(key) ?? null),
      setItem: (key: string, value: string) =>
        void (calls.push(`set ${key}`), kept.set(key, value)),
      removeItem: (key: string) => void (calls.push(`remove ${key}`), kept.delete(key)),
    }
  }

  it("touches no storage and sends no visitor without permission", async () => {
    const storage = watchedStorage()
    const kairos = client({ storage, timeoutMs: 5_000 })
    await kairos.content(["home-hero"])
    expect(kairos.visitorId()).toBeNull()
    expect(storage.calls).toEqual([])
    expect(seen[0]?.url.searchParams.has("visitor_id")).toBe(false)
    expect(seen[0]?.url.searchParams.has("consent")).toBe(false)
    expect(seen[0]?.headers.cookie).toBeUndefined()
  })

  it("makes one visitor once storage is allowed, and forgets it", async () => {
    const storage = watchedStorage()
    let permission = { storage: true, profiling: true }
    const kairos = client({ storage, permission: () => permission, timeoutMs: 5_000 })
    await kairos.content(["home-hero"])
    await kairos.content(["home-hero"])
    const ids = seen.map((request) => request.url.searchParams.get("visitor_id"))
    expect(ids[0]).toMatch(/^vis_[0-9a-f]{32}$/)
    expect(ids[1]).toBe(ids[0])
    expect(seen[0]?.url.searchParams.get("consent")).toBe("storage,profiling")
    permission = { storage: false, profiling: false }
    kairos.forgetVisitor()
    await kairos.content(["home-hero"])
    expect(storage.kept.has(VISITOR_KEY)).toBe(false)
    const last = seen.filter(({ url }) => url.pathname.endsWith("/content"))[2]
    expect(last?.url.searchParams.has("visitor_id")).toBe(false)
    const forgotten = seen.find(({ url }) => url.pathname.endsWith("/visitors/forget"))
    expect(JSON.parse(forgotten?.body ?? "")).toEqual({ visitor_id: ids[0] })
  })

  it("survives a device that refuses storage", async () => {
    const refuse = () => {
      throw new Error("denied")
    }
    const storage = { getItem: refuse, setItem: refuse, removeItem: refuse }
    const permission = () => ({ storage: true, profiling: false })
    const kairos = client({ storage, permission, timeoutMs: 5_000 })
    await expect(kairos.content(["home-hero"])).resolves.toMatchObject({ answered: true })
    expect(() => kairos.forgetVisitor()).not.toThrow()
  })

  it("says each outcome once, and again when it did not arrive", async () => {
    answer = (_request, response) => json(response, seen.length === 1 ? 503 : 202, {})
    const kairos = client()
    const settle = () => new Promise((resolve) => setTimeout(resolve, 60))
    kairos.outcome("dec_1", "shown")
    await settle()
    kairos.outcome("dec_1", "shown")
    await settle()
    kairos.outcome("dec_1", "shown")
    kairos.outcome("", "shown")
    await settle()
    expect(seen.map((request) => request.body)).toEqual([
      '{"decision_id":"dec_1","kind":"shown"}',
      '{"decision_id":"dec_1","kind":"shown"}',
    ])
  })

  it("hands in consent with its wording, and says whether it was taken", async () => {
    const given = {
      purpose: "marketing",
      channel: "email",
      source: "checkout",
      text_version: "marketing-email/2026-11/es",
    }
    answer = (_request, response) => json(response, 202, {})
    await expect(client().consent("ana@shop.test", given)).resolves.toBe(true)
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ email: "ana@shop.test", ...given })
    answer = (_request, response) => json(response, 429, { message: "slow down" })
    await expect(client().consent("ana@shop.test", given)).resolves.toBe(false)
  })

  it("tells the shopper's own actions what went wrong", async () => {
    answer = (_request, response) => json(response, 401, { message: "Unauthorized" })
    const failure = await client()
      .preferences.get()
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(KairosError)
    expect(failure).toMatchObject({ status: 401, message: "Unauthorized" })
    const check = { valid: false, reason: "minimum", message: "From 40 euros on." }
    answer = (_request, response) => json(response, 200, check)
    await expect(client().coupons.check("CODE", "cart_1")).resolves.toEqual(check)
    expect(JSON.parse(seen[1]?.body ?? "")).toEqual({ code: "CODE", cart_id: "cart_1" })
  })
})
