const AT_ONCE = 4
const MODULE = /(?:from|import)\s*\(?\s*["']([^"']+)["']/g

/**
 * Opens the admin as a browser would, so that its development server has prepared every module before a person comes:
 * their first visit then takes a second instead of fifteen.
 * @param {string} admin address such as http://localhost:9000/app
 * @param {AbortSignal} signal
 * @returns {Promise<number>} modules fetched
 */
export async function warmAdmin(admin, signal) {
  const { origin } = new URL(admin)
  const start = new URL(`${admin.replace(/\/$/, "")}/`)
  const page = await fetchText(start, signal, "text/html")
  const scripts = [...page.matchAll(/(?:src|from)\s*=?\s*["']([^"']+)["']/g)].map(
    (match) => match[1]
  )
  const seen = new Set(scripts.map((script) => new URL(script, start).href))
  const queue = [...seen]
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const text = await fetchText(next, signal, "*/*")
      for (const found of importsOf(text, next)) {
        if (found.startsWith(origin) && !seen.has(found)) {
          seen.add(found)
          queue.push(found)
        }
      }
    }
  }
  while (queue.length > 0) {
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
  }
  return seen.size
}

function importsOf(text, base) {
  return [...text.matchAll(MODULE)]
    .map((match) => match[1])
    .filter((specifier) => /^[./]/.test(specifier))
    .map((specifier) => new URL(specifier, base).href)
}

async function fetchText(url, signal, accept) {
  const response = await fetch(url, { signal, headers: { accept } })
  return response.ok ? await response.text() : ""
}
