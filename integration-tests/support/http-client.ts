export type Answer<T = any> = {
  readonly status: number
  readonly body: T
  readonly headers: Headers
}

export type HttpClient = {
  readonly get: (path: string, query?: Record<string, string | number>) => Promise<Answer>
  readonly post: (path: string, body?: unknown) => Promise<Answer>
  readonly delete: (path: string) => Promise<Answer>
  /** The same caller with more headers. */
  readonly with: (headers: Readonly<Record<string, string>>) => HttpClient
  /** The body goes out as it is: for inputs that no JSON serializer would write. */
  readonly raw: (
    method: string,
    path: string,
    body: string | undefined,
    type: string
  ) => Promise<Answer>
}

/** A client that never throws on a status: a test says which one it expects. */
export function httpClient(base: () => string, headers: () => Record<string, string>): HttpClient {
  const send = async (method: string, path: string, body?: string, type?: string) => {
    const response = await fetch(new URL(path, base()), {
      method,
      redirect: "manual",
      headers: { ...headers(), ...(type === undefined ? {} : { "content-type": type }) },
      ...(body === undefined ? {} : { body }),
    })
    return {
      status: response.status,
      headers: response.headers,
      body: parse(await response.text()),
    }
  }
  return {
    get: (path, query = {}) => {
      const search = new URLSearchParams(
        Object.entries(query).map(([key, value]) => [key, String(value)])
      )
      return send("GET", search.size === 0 ? path : `${path}?${search}`)
    },
    post: (path, body = {}) => send("POST", path, JSON.stringify(body), "application/json"),
    delete: (path) => send("DELETE", path),
    with: (more) => httpClient(base, () => ({ ...headers(), ...more })),
    raw: (method, path, body, type) => send(method, path, body, type),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
