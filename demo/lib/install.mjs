import fs from "node:fs"
import path from "node:path"
import { runChild } from "./children.mjs"

const COUNT_EVERY_MS = 1000

/**
 * The packages of the lock file that are not installed in its version.
 * @param {string} root
 * @returns {number}
 */
export function missingPackages(root) {
  const wanted = readPackages(path.join(root, "package-lock.json"))
  const present = readPackages(path.join(root, "node_modules", ".package-lock.json"))
  return Object.entries(wanted).filter(([at, { version, optional, devOptional, peer, link }]) => {
    const required = at !== "" && !optional && !devOptional && !peer && !link
    return required && present[at]?.version !== version
  }).length
}

/**
 * Installs what the lock file names.
 * @param {{ root: string, logs: string, report: (detail: string) => void, onStart: (child: import("./children.mjs").Child) => void }} options
 * @throws Error with the end of npm's output
 */
export async function installPackages({ root, logs, report, onStart }) {
  const nothingYet = !fs.existsSync(path.join(root, "node_modules", ".package-lock.json"))
  // A shell's NODE_ENV=production or omit settings would leave out what the demo needs.
  const flags = ["--include=dev", "--include=optional", "--include=peer", "--no-audit", "--no-fund"]
  const places = Object.keys(readPackages(path.join(root, "package-lock.json"))).filter(Boolean)
  const count = () => report(`${countPackages(root, places)} of ${places.length}`)
  const timer = setInterval(count, COUNT_EVERY_MS)
  try {
    const [command, first] = npmCommand()
    const args = [...first, nothingYet ? "ci" : "install", ...flags]
    await runChild({ name: "npm", command, args, cwd: root, logs, onStart })
    report(`${countPackages(root, places)} packages`)
  } finally {
    clearInterval(timer)
  }
}

/** The npm that runs this script, else the one in the path. */
function npmCommand() {
  const npm = process.env.npm_execpath
  if (npm !== undefined && /npm-cli\.[cm]?js$/.test(npm)) {
    return [process.execPath, [npm]]
  }
  return [process.platform === "win32" ? "npm.cmd" : "npm", []]
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")).packages ?? {}
  } catch {
    return {}
  }
}

/** npm makes all folders first and fills them one by one; the platform's other binaries never come. */
function countPackages(root, places) {
  return places.filter((place) => fs.existsSync(path.join(root, place, "package.json"))).length
}
