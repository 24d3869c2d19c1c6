/** An answer that is not the wished one. `status` is null when nobody answered (or not in time). */
export class KairosError extends Error {
  constructor(
    message: string,
    readonly status: number | null
  ) {
    super(message)
    this.name = "KairosError"
  }
}

export type Transport = {
  readonly baseUrl: string
  readonly publishableKey: string
  readonly getToken?: () => string | null | undefined | Promise<string | null | undefined>
  /** The language of messages for the shopper; without it the browser's. */
  readonly getLocale?: () => string | undefined
  readonly credentials?: "include" | "same-origin" | "omit"
  readonly fetch?: typeof globalThis.fetch
  /** Sent with every request, such as the browser's own when a server asks for it. */
  readonly headers?: Readonly<Record<string, string>>
}

export type Call = {
  readonly path: string
  readonly query?: Readonly<Record<string, string | null | undefined>>
  readonly body?: unknown
  readonly keepalive?: boolean
  /** Milliseconds for everything: the token, the connection, the whole body. */
  readonly timeoutMs: number
}

const address = (baseUrl: string, { path, query }: Call): string => {
  const pairs = Object.entries(query ?? {}).flatMap(([key, value]) =>
    value === null || value === undefined || value === ""
      ? []
      : [`${encodeURIComponent(key)}=${encodeURIComponent(value)}`]
  )
  return baseUrl.replace(/\/+$/, "") + path + (pairs.length > 0 ? `?${pairs.join("&")}` : "")
}

const messageOf = (body: unknown, status: number): string => {
  const message = (body as { message?: unknown } | null)?.message
  return typeof message === "string" ? message : `the shop answered with status ${status}`
}

const send = async (transport: Transport, call: Call, signal: AbortSignal): Promise<unknown> => {
  const token = await transport.getToken?.()
  const headers: Record<string, string> = {
    ...transport.headers,
    accept: "application/json",
    "x-publishable-api-key": transport.publishableKey,
  }
  if (token) headers["authorization"] = `Bearer ${token}`
  const locale = transport.getLocale?.()
  if (locale) headers["accept-language"] = locale
  if (call.body !== undefined) headers["content-type"] = "application/json"
  // "no-store": a server that renders pages must not keep one shopper's answer for the next, whatever its fetch does.
  const init: RequestInit & { cache: "no-store" } = {
    method: call.body === undefined ? "GET" : "POST",
    headers,
    cache: "no-store",
    credentials: transport.credentials ?? "same-origin",
    keepalive: call.keepalive ?? false,
    signal,
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  }
  const fetchIt = transport.fetch ?? globalThis.fetch
  const response = await fetchIt(address(transport.baseUrl, call), init)
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) throw new KairosError(messageOf(body, response.status), response.status)
  return body
}

/** The answer's JSON. Rejects with a `KairosError`, at the latest when the time is up, also if the token hangs. */
export const request = async (transport: Transport, call: Call): Promise<unknown> => {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new KairosError(`no answer within ${call.timeoutMs} ms`, null))
      controller.abort()
    }, call.timeoutMs)
  })
  try {
    return await Promise.race([send(transport, call, controller.signal), late])
  } catch (error) {
    if (error instanceof KairosError) throw error
    throw new KairosError(error instanceof Error ? error.message : String(error), null)
  } finally {
    clearTimeout(timer)
  }
}
