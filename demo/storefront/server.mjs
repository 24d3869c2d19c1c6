import { existsSync, readFileSync, statSync } from "node:fs"
import { createServer } from "node:http"
import { extname, join, normalize, sep } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { gzipSync } from "node:zlib"
import { buildStorefront, OUTPUT } from "./build.mjs"

const CLIENT = join(OUTPUT, "client")

const TYPES = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json; charset=utf-8",
  ".woff2": "font/woff2",
  ".png": "image/png",
}

/** A file of the build, gzipped once, or null. The path cannot lead out of the build. */
const createAssets = () => {
  const packed = new Map()
  return (pathname) => {
    const file = normalize(join(CLIENT, pathname))
    if (!file.startsWith(CLIENT + sep) || extname(file) === "" || extname(file) === ".html") {
      return null
    }
    if (!packed.has(file)) {
      if (!existsSync(file) || !statSync(file).isFile()) return null
      packed.set(file, gzipSync(readFileSync(file)))
    }
    return { body: packed.get(file), type: TYPES[extname(file)] ?? "application/octet-stream" }
  }
}

/** Scripts and styles come from here alone; the shop's pictures may come from anywhere. */
const policyFor = (apiUrl) =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: http: https:",
    `connect-src 'self' ${new URL(apiUrl).origin}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join("; ")

const KNOWN_PAGES =
  /^\/(?:products(?:\/[^/]+)?|cart|checkout|order\/[^/]+|login|register|account(?:\/privacy)?)?\/?$/

const send = (request, response, { status = 200, type, body, cache, headers = {} }) => {
  const zipped = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")
  const bytes = Buffer.isBuffer(body) ? body : gzipSync(body)
  const plain = zipped ? bytes : Buffer.isBuffer(body) ? null : Buffer.from(body)
  response.writeHead(status, {
    "content-type": type,
    "cache-control": cache,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    vary: "Accept-Encoding",
    ...(plain === bytes || plain === null ? { "content-encoding": "gzip" } : {}),
    ...headers,
  })
  response.end(request.method === "HEAD" ? undefined : (plain ?? bytes))
}

const escapeHtml = (text) =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]
  )

/** A page is personal (greeting, content, language), so nobody but this browser may keep it, not even for a moment. */
const PERSONAL = "private, no-store"

const createPages = ({ config, renderPage, log }) => {
  const template = readFileSync(join(CLIENT, "index.html"), "utf8")
  const fill = (values) => template.replace(/<!--(\w+)-->/g, (_all, name) => values[name] ?? "")
  const policy = policyFor(config.apiUrl)
  return async (request, response, url) => {
    const page = await renderPage({
      url,
      cookie: request.headers.cookie,
      acceptLanguage: String(request.headers["accept-language"] ?? ""),
      gpc: request.headers["sec-gpc"] ?? null,
      config,
    }).catch((error) => {
      log(`storefront: ${url.pathname} could not be drawn: ${error.stack ?? error}`)
      return null
    })
    const body = page
      ? fill({ lang: page.lang, title: escapeHtml(page.title), shop: page.html, data: page.data })
      : "The shop cannot be shown at the moment."
    send(request, response, {
      status: page === null ? 500 : KNOWN_PAGES.test(url.pathname) ? 200 : 404,
      type: page === null ? "text/plain; charset=utf-8" : "text/html; charset=utf-8",
      body,
      cache: PERSONAL,
      headers: {
        "content-security-policy": policy,
        vary: "Accept-Encoding, Accept-Language, Cookie",
      },
    })
  }
}

const answerWith = (assets, pages, config) => async (request, response) => {
  const url = new URL(request.url ?? "/", "http://shop.invalid")
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end()
    return
  }
  if (url.pathname === "/config.json") {
    const body = JSON.stringify(config)
    send(request, response, { type: TYPES[".json"], body, cache: "no-store" })
    return
  }
  const asset = assets(url.pathname)
  if (asset !== null) {
    const forever = url.pathname.startsWith("/assets/")
    const cache = forever ? "public, max-age=31536000, immutable" : "public, max-age=3600"
    send(request, response, { ...asset, cache })
    return
  }
  if (url.pathname.startsWith("/assets/") || extname(url.pathname) !== "") {
    response.writeHead(404, { "cache-control": "no-store" }).end()
    return
  }
  await pages(request, response, url)
}

/**
 * The demo shop on `port` (0 for any). Builds it first when the build is missing or stale. Rejects when the port is
 * taken. `close` ends open connections too.
 */
export const startStorefront = async ({
  port,
  apiUrl,
  publishableKey,
  host,
  log = console.error,
}) => {
  await buildStorefront()
  const entry = join(OUTPUT, "server", "entry-server.mjs")
  const { renderPage } = await import(`${pathToFileURL(entry).href}?v=${statSync(entry).mtimeMs}`)
  const config = { apiUrl, publishableKey }
  const answer = answerWith(createAssets(), createPages({ config, renderPage, log }), config)
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      log(`storefront: ${request.url}: ${error.stack ?? error}`)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  await new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, resolve)
  })
  const close = () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://localhost:${server.address().port}`, close }
}

const needed = (name) => {
  const value = process.env[name]
  if (value) return value
  throw new Error(
    `${name} is not set: the storefront needs KAIROS_API_URL and KAIROS_PUBLISHABLE_KEY`
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url, close } = await startStorefront({
    port: Number(process.env.PORT ?? 8000),
    apiUrl: needed("KAIROS_API_URL"),
    publishableKey: needed("KAIROS_PUBLISHABLE_KEY"),
  })
  console.log(`Storefront: ${url}`)
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void close())
}
