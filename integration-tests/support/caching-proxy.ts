import { createServer, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"

type Kept = {
  readonly status: number
  readonly headers: Headers
  readonly body: string
  /** The request's headers that the answer depends on, with what they were. */
  readonly vary: readonly (readonly [string, string])[]
}

export type CachingProxy = {
  readonly url: string
  /** How many requests it answered from its memory. */
  readonly hits: () => number
  readonly stop: () => Promise<void>
}

/**
 * A shared cache in front of a shop as RFC 9111 has it: GETs are kept unless the answer forbids it (`no-store`, `private`,
 * `no-cache`), each variant by what `Vary` names. It keeps what says nothing about caching, as careless ones do, and does not
 * shy away from requests that carry `Authorization`.
 */
export async function startCachingProxy(upstream: () => string): Promise<CachingProxy> {
  const memory = new Map<string, Kept[]>()
  let hits = 0
  const server = createServer((request, response) => {
    answer(request.method ?? "GET", request.url ?? "/", request.headers)
      .then(({ status, headers, body }) => {
        response.writeHead(status, { "content-type": headers.get("content-type") ?? "text/plain" })
        response.end(body)
      })
      .catch((error: unknown) => response.writeHead(502).end(String(error)))
  })

  const answer = async (method: string, url: string, asked: IncomingHttpHeaders): Promise<Kept> => {
    const header = (name: string) => String(asked[name.toLowerCase()] ?? "")
    const known = memory
      .get(url)
      ?.find(({ vary }) => vary.every(([name, value]) => header(name) === value))
    if (method === "GET" && known !== undefined) {
      hits += 1
      return known
    }
    const passed = Object.entries(asked).filter(([name]) => !/^(host|connection)$/.test(name))
    const fetched = await fetch(new URL(url, upstream()), {
      method,
      headers: passed.map(([name, value]): [string, string] => [name, String(value)]),
    })
    const names = (fetched.headers.get("vary") ?? "").split(",").map((name) => name.trim())
    const kept: Kept = {
      status: fetched.status,
      headers: fetched.headers,
      body: await fetched.text(),
      vary: names.filter((name) => name !== "").map((name) => [name, header(name)] as const),
    }
    const forbidden = /no-store|private|no-cache/.test(fetched.headers.get("cache-control") ?? "")
    if (method === "GET" && fetched.ok && !forbidden && !names.includes("*")) {
      memory.set(url, [...(memory.get(url) ?? []), kept])
    }
    return kept
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    hits: () => hits,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
