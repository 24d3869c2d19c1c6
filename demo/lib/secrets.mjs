import { randomBytes } from "node:crypto"
import fs from "node:fs"
import path from "node:path"

/**
 * Secrets of this clone, made once: links in mails that were sent before a restart must still work after it.
 * @param {string} home the folder .kairos
 * @returns {{ kairos: string, jwt: string, cookie: string }}
 */
export function ensureSecrets(home) {
  const file = path.join(home, "secrets.json")
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"))
  } catch {
    const make = () => randomBytes(32).toString("base64url")
    const secrets = { kairos: make(), jwt: make(), cookie: make() }
    writeSecretFile(file, secrets)
    return secrets
  }
}

/** Written whole or not at all, readable by its owner alone. */
export function writeSecretFile(file, value) {
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  fs.chmodSync(draft, 0o600)
  fs.renameSync(draft, file)
}
