import net from "node:net"
import path from "node:path"
import { createDatabase, removePostgres, startPostgres, withClient } from "./postgres.mjs"
import { holdsForeignData, readState, wipe } from "./state.mjs"

const NAME = "kairos"
const PREFERRED_PORT = 54_320

/**
 * The database of the demo: the one in DATABASE_URL, else an embedded Postgres.
 * @param {{ home: string, fresh: boolean, given: string | undefined,
 *   onSpawn: (stop: () => Promise<void>) => void }} options
 * @returns {Promise<{ url: string, what: string, server: import("./postgres.mjs").Postgres | null }>}
 */
export async function openDatabase({ home, fresh, given, onSpawn }) {
  if (given !== undefined && given !== "") {
    await reach(given)
    await guard(given, fresh)
    return { url: given, what: "DATABASE_URL", server: null }
  }
  const dir = path.join(home, "pg")
  if (fresh) {
    await endAndRemove(dir)
  }
  const server = await startPostgres({ dir, port: PREFERRED_PORT, onSpawn })
  const url = await createDatabase(server, NAME)
  return { url, what: `embedded Postgres on port ${server.port}`, server }
}

/** Redis that is asked for and does not answer would let Medusa wait for ever. */
export async function reachRedis(url) {
  const { hostname, port } = new URL(url)
  await new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port || 6379), timeout: 5000 })
    socket.once("connect", () => resolve(socket.end()))
    for (const event of ["error", "timeout"]) {
      socket.once(event, (error) => {
        socket.destroy()
        const why = error?.message || error?.code || "no answer within 5 seconds"
        reject(
          new Error(
            `REDIS_URL: nothing answers at ${hostname}:${port || 6379} (${why}). Start Redis there, or unset REDIS_URL`
          )
        )
      })
    }
  })
}

async function endAndRemove(dir) {
  // A server that a killed launcher left running would go on writing into the removed folder.
  const left = await startPostgres({ dir }).catch(() => null)
  await left?.stop()
  removePostgres(dir)
}

async function reach(url) {
  let name
  try {
    name = decodeURIComponent(new URL(url).pathname.slice(1))
  } catch {
    throw new Error(
      "DATABASE_URL is no address; expected postgres://user:password@host:5432/database"
    )
  }
  if (name === "") {
    throw new Error(
      "DATABASE_URL names no database; expected postgres://user:password@host:5432/database"
    )
  }
  try {
    await withClient(url, (client) => client.query("select 1"))
  } catch (error) {
    if (error.code !== "3D000") {
      throw new Error(
        `DATABASE_URL cannot be reached: ${error.message || error.code}. Check it, or unset it to use the embedded Postgres`
      )
    }
    const server = {
      url: (database) =>
        Object.assign(new URL(url), { pathname: `/${encodeURIComponent(database)}` }).href,
    }
    await createDatabase(server, name)
  }
}

async function guard(url, fresh) {
  const ours = (await readState(url)) !== null
  if (!ours && (await holdsForeignData(url))) {
    throw new Error(
      "The database in DATABASE_URL holds a shop that this demo did not make; it is left alone. Name an empty database"
    )
  }
  if (fresh) {
    await wipe(url)
  }
}
