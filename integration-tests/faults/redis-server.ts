import { type ChildProcess, spawn } from "node:child_process"
import { connect } from "node:net"
import { freePort, stopChild } from "../support/mailbox"
import { until } from "../support/until"

/** Null where no `redis-server` was found; scripts/test.mjs then says what to install. */
export const REDIS_PROGRAM = process.env.KAIROS_REDIS_SERVER || null

/** A Redis of the fault harness alone, that keeps nothing on disk: killed, it has forgotten everything. */
export type RedisServer = {
  readonly url: string
  readonly start: () => Promise<void>
  readonly kill: () => Promise<void>
  readonly command: (text: string) => Promise<string>
  readonly stop: () => Promise<void>
}

export async function redisServer(program: string): Promise<RedisServer> {
  const port = await freePort()
  let child: ChildProcess | null = null
  const kill = async () => {
    if (child !== null) {
      await stopChild(child)
      child = null
    }
  }
  return {
    url: `redis://localhost:${port}`,
    start: async () => {
      await kill()
      const options = ["--port", String(port), "--bind", "127.0.0.1", "::1"]
      child = spawn(
        program,
        [...options, "--save", "", "--appendonly", "no", "--daemonize", "no"],
        {
          stdio: "ignore",
        }
      )
      await until("Redis to answer", () => ask(port, "PING").catch(() => null))
    },
    kill,
    command: (text) => ask(port, text),
    stop: kill,
  }
}

/** One command in Redis' inline form; the first answer line or block, as it came. */
function ask(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`${command}\r\n`))
    socket.once("data", (data) => {
      socket.destroy()
      const text = data.toString("utf8")
      if (text.startsWith("-")) {
        reject(new Error(`Redis answered ${text.trim()} to ${command}`))
      } else {
        resolve(text)
      }
    })
    socket.once("error", reject)
  })
}
