const WITHIN_MS = 30_000

/**
 * A client of the shop's HTTP routes.
 * @param {string} api
 * @param {Record<string, string>} headers
 */
export function httpClient(api, headers) {
  const call = async (method, route, body) => {
    const response = await fetch(`${api}${route}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(WITHIN_MS),
    })
    const text = await response.text()
    if (!response.ok) {
      throw Object.assign(new Error(`${method} ${route}: ${response.status} ${messageOf(text)}`), {
        status: response.status,
      })
    }
    return text === "" ? {} : JSON.parse(text)
  }
  return {
    get: (route) => call("GET", route),
    post: (route, body = {}) => call("POST", route, body),
  }
}

/** @returns {Promise<string>} the bearer token of an admin (`user`) or a `customer` */
export async function logIn(api, actor, { email, password }) {
  const { token } = await httpClient(api, {}).post(`/auth/${actor}/emailpass`, { email, password })
  return token
}

function messageOf(text) {
  try {
    return JSON.parse(text).message ?? text
  } catch {
    return "the answer is no JSON"
  }
}
