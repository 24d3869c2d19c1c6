import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import process from "node:process"
import { ROOT } from "./root.mjs"

const STAMP = path.join(ROOT, "node_modules", ".kairos-lock")

/** Runs `npm ci` when node_modules is missing or was made from another package-lock.json. */
export async function ensureInstalled() {
  requireNode()
  const lock = hash(fs.readFileSync(path.join(ROOT, "package-lock.json")))
  if ((fs.existsSync(STAMP) && fs.readFileSync(STAMP, "utf8") === lock) || isComplete()) {
    return
  }
  console.log("Installing the packages of package-lock.json (about a minute) …")
  const npm = process.env.npm_execpath
  const [command, ...args] = npm ? [process.execPath, npm, "ci"] : ["npm", "ci"]
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: "inherit",
    // Medusa's tree has optional parts that need the development packages even under NODE_ENV=production.
    env: { ...process.env, NODE_ENV: "development" },
    shell: !npm && process.platform === "win32",
  })
  if (status !== 0) {
    throw new Error("npm ci failed; its output is above. The registry must be reachable.")
  }
  fs.writeFileSync(STAMP, lock)
}

/**
 * The path of a Chromium or Chrome: CHROME_PATH, an installed one, or one of Debian's packages when we may install it. The one
 * without windows comes first: it draws the same pages for less work.
 * @returns {Promise<string | null>} null when there is none and none may be installed
 */
export async function ensureBrowser() {
  for (const name of ["chromium-headless-shell", "chromium"]) {
    const found = findBrowser()
    if (found !== null || !installWithApt(name, "Chromium for the browser tests")) {
      return found
    }
  }
  return findBrowser()
}

/**
 * The path of `redis-server`: an installed one, or Debian's package when we may install it.
 * @returns {Promise<string | null>} null when there is none and none may be installed
 */
export async function ensureRedis() {
  const find = () => inPath("redis-server")
  return find() ?? (installWithApt("redis-server", "Redis for the tests of faults") ? find() : null)
}

/**
 * The path of `mariadbd`: an installed one, or Debian's packages when we may install them (its installer needs a part of the client's).
 * @returns {Promise<string | null>} null when there is none and none may be installed
 */
export async function ensureMariadb() {
  const find = () =>
    inPath("mariadbd") ?? ["/usr/sbin/mariadbd"].find((file) => fs.existsSync(file)) ?? null
  return (
    find() ??
    (installWithApt("mariadb-server-core mariadb-client-core", "MariaDB for the tests of imports")
      ? find()
      : null)
  )
}

/**
 * @param {string} names packages, with blanks between them
 * @returns whether it was tried
 */
function installWithApt(names, forPeople) {
  if (process.getuid?.() !== 0 || !inPath("apt-get")) {
    return false
  }
  console.log(`Installing Debian's ${forPeople} …`)
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", ...names.split(" ")],
  ]) {
    spawnSync("apt-get", args, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    })
  }
  return true
}

function findBrowser() {
  if (process.env.CHROME_PATH) {
    if (!fs.existsSync(process.env.CHROME_PATH)) {
      throw new Error(`CHROME_PATH names ${process.env.CHROME_PATH}, but there is no such file`)
    }
    return process.env.CHROME_PATH
  }
  const names = [
    "chromium-headless-shell",
    ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
  ]
  const places = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ]
  return names.map(inPath).find(Boolean) ?? places.find((place) => fs.existsSync(place)) ?? null
}

function inPath(name) {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const file = path.join(folder, name)
    if (folder !== "" && fs.existsSync(file)) {
      return file
    }
  }
  return null
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number)
  if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
    throw new Error(`Node ${process.versions.node} is too old: Kairos needs ^20.19 or >=22.12`)
  }
}

/** Whether a tree that somebody else made (`npm install`) holds the versions of the lock file. */
function isComplete() {
  const made = path.join(ROOT, "node_modules", ".package-lock.json")
  if (!fs.existsSync(made)) {
    return false
  }
  const wanted = JSON.parse(fs.readFileSync(path.join(ROOT, "package-lock.json"), "utf8")).packages
  const present = JSON.parse(fs.readFileSync(made, "utf8")).packages
  return Object.entries(wanted).every(
    ([name, { version, optional, link }]) =>
      name === "" || optional || link || present[name]?.version === version
  )
}

function hash(content) {
  return createHash("sha256").update(content).digest("hex")
}
