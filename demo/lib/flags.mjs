import fs from "node:fs"
import path from "node:path"

/**
 * @typedef {{ fresh: boolean, history: string | null, currency: string | null, port: number | null, host: string,
 *   storefront: boolean, open: boolean, shadow: boolean, help: boolean }} Flags
 */

export const HELP = `npm start -- [flags]

Starts the demo shop: database, Medusa with Kairos and its admin, a storefront, and a mailbox that catches every mail.

  --fresh            begin anew: what was in the demo is deleted
  --history FILE     build the shop (products, prices, customers, purchases) from a real order history, CSV or CSV.gz
  --currency CODE    currency of the history when the file has no such column (default gbp)
  --port N           port of Medusa and its admin (default 9000, or a free one when that is taken)
  --host ADDRESS     address to listen on (default 127.0.0.1, this machine only)
  --no-storefront    without the demo storefront
  --no-open          do not open a browser
  --shadow           record decisions, send nothing
  --help             this text

DATABASE_URL and REDIS_URL, when set, are used instead of the embedded Postgres and of one process.
Ctrl-C stops everything; the data stay.`

const SWITCHES = {
  "--fresh": { fresh: true },
  "--no-storefront": { storefront: false },
  "--no-open": { open: false },
  "--shadow": { shadow: true },
  "--help": { help: true },
  "-h": { help: true },
}
const WITH_VALUE = {
  "--history": historyFile,
  "--currency": currencyCode,
  "--port": portNumber,
  "--host": (value) => ({ host: value }),
}
const KNOWN = [...Object.keys(SWITCHES), ...Object.keys(WITH_VALUE)].filter(
  (flag) => flag.length > 2
)

/**
 * @param {readonly string[]} argv
 * @returns {Flags}
 * @throws Error that names the flag, what was expected and the nearest known flag
 */
export function parseFlags(argv) {
  let flags = { fresh: false, history: null, currency: null, port: null, host: "127.0.0.1" }
  flags = { ...flags, storefront: true, open: true, shadow: false, help: false }
  for (let i = 0; i < argv.length; i++) {
    const [name, inline] = split(argv[i])
    if (name in SWITCHES && inline === null) {
      flags = { ...flags, ...SWITCHES[name] }
    } else if (name in WITH_VALUE) {
      const value = inline ?? argv[++i]
      if (value === undefined || value === "" || (inline === null && value.startsWith("--"))) {
        throw new Error(`${name} needs a value, for example ${EXAMPLES[name]}`)
      }
      flags = { ...flags, ...WITH_VALUE[name](value) }
    } else {
      throw unknownFlag(argv[i], name, inline)
    }
  }
  return flags
}

const EXAMPLES = {
  "--history": "--history orders.csv.gz",
  "--currency": "--currency gbp",
  "--port": "--port 9000",
  "--host": "--host 0.0.0.0",
}

function split(argument) {
  const at = argument.startsWith("--") ? argument.indexOf("=") : -1
  return at === -1 ? [argument, null] : [argument.slice(0, at), argument.slice(at + 1)]
}

function unknownFlag(argument, name, inline) {
  if (name in SWITCHES && inline !== null) {
    return new Error(`${name} takes no value; write just ${name}`)
  }
  const near = nearest(name)
  const hint = near === null ? "" : ` Did you mean ${near}?`
  return new Error(`"${argument}" is no flag of npm start.${hint} npm start -- --help lists them`)
}

function nearest(name) {
  const ranked = KNOWN.map((flag) => ({ flag, steps: editSteps(name, flag) })).sort(
    (a, b) => a.steps - b.steps
  )
  const best = ranked[0]
  const wordOf = KNOWN.find(
    (flag) => flag.replaceAll("-", "") === name.replaceAll("-", "").toLowerCase()
  )
  return wordOf ?? (best.steps <= 3 ? best.flag : null)
}

/** Levenshtein distance. */
function editSteps(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    row = next
  }
  return row[b.length]
}

function historyFile(value) {
  const file = path.resolve(value)
  if (!fs.existsSync(file)) {
    throw new Error(`--history: there is no file ${file}`)
  }
  const stat = fs.statSync(file)
  if (!stat.isFile()) {
    throw new Error(`--history: ${file} is a folder; expected a CSV or CSV.gz file of order lines`)
  }
  if (stat.size === 0) {
    throw new Error(`--history: ${file} is empty; expected a header and one row per order line`)
  }
  try {
    fs.accessSync(file, fs.constants.R_OK)
  } catch {
    throw new Error(`--history: ${file} may not be read by this user`)
  }
  return { history: file }
}

function currencyCode(value) {
  if (!/^[a-z]{3}$/i.test(value)) {
    throw new Error(`--currency: "${value}" is no currency; expected three letters such as gbp`)
  }
  return { currency: value.toLowerCase() }
}

function portNumber(value) {
  const port = Number(value)
  if (!/^\d+$/.test(value) || port < 1 || port > 65_535) {
    throw new Error(`--port: "${value}" is no port; expected a whole number from 1 to 65535`)
  }
  return { port }
}
