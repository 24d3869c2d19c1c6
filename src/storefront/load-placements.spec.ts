import { loadPlacements, type PageVisitor } from "./index"

const offer = { decision_id: "dec_1", headline: "Hello", body: "For you", why: "" }
const ID = `vis_${"0".repeat(32)}`
const ALL = { storage: true, profiling: true }

describe("placements that a server asks for", () => {
  const asked: { url: URL; headers: Record<string, string> }[] = []
  const answering = (body: unknown) =>
    ((url: string, init: RequestInit) => {
      asked.push({ url: new URL(url), headers: init.headers as Record<string, string> })
      return Promise.resolve(new Response(JSON.stringify(body)))
    }) as typeof fetch
  const load = (more: Partial<PageVisitor> = {}) =>
    loadPlacements(
      ["home-hero"],
      {
        baseUrl: "https://api.shop.example",
        publishableKey: "pk_1",
        fetch: answering({ content: { "home-hero": offer }, ttl: 0 }),
        timeoutMs: 5_000,
        ...more,
      },
      { path: "/" }
    )
  beforeEach(() => void (asked.length = 0))

  it("come for this one visitor, as far as they allowed", async () => {
    const answer = await load({ token: "jwt", visitorId: ID, permission: ALL })
    expect(answer?.content["home-hero"]).toMatchObject({ headline: "Hello" })
    expect(asked[0]!.headers.authorization).toBe("Bearer jwt")
    expect(Object.fromEntries(asked[0]!.url.searchParams)).toEqual({
      placements: "home-hero",
      visitor_id: ID,
      consent: "storage,profiling",
      path: "/",
    })
  })

  it.each([
    ["no permission", { visitorId: ID }],
    ["the browser's signal", { visitorId: ID, permission: ALL, gpc: "1" }],
    ["no id yet", { permission: { storage: true, profiling: false } }],
  ])("carry no visitor with %s", async (_, more) => {
    await load(more)
    expect(asked[0]!.url.searchParams.has("visitor_id")).toBe(false)
    expect(asked[0]!.url.searchParams.get("consent")).toBeNull()
    expect(asked[0]!.headers["sec-gpc"]).toBe("gpc" in more ? "1" : undefined)
  })

  it("do not hold the page up", async () => {
    const never = (() => new Promise<Response>(() => undefined)) as typeof fetch
    expect(await load({ fetch: never, timeoutMs: 20 })).toBeUndefined()
    const broken = (() => Promise.reject(new Error("down"))) as typeof fetch
    expect(await load({ fetch: broken })).toBeUndefined()
  })
})
