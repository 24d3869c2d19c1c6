import { createServer } from "node:http"
import type { ExecArgs } from "@medusajs/framework/types"
import { findMoments } from "../../src/workflows/moments/find-moments"
import { workSingle } from "../../src/workflows/renewal/charge-renewal"
import { endSubscriptions, workRenewals } from "../../src/workflows/renewal/work-renewals"
import { runtimeOf } from "../../src/workflows/support/runtime"

/** `medusa exec`: does what is due about subscriptions and finds moments whenever it is asked to, so that no test waits for the next minute. */
export default async function renewalWorker({ container }: ExecArgs): Promise<void> {
  const runtime = runtimeOf(container)
  const work = async () => {
    await workRenewals(runtime, (single) => workSingle(runtime, single))
    await endSubscriptions(runtime)
    await findMoments(runtime)
  }
  const server = createServer((request, response) => {
    const done = request.method === "POST" ? work() : Promise.resolve()
    done.then(
      () => response.end(),
      (error: unknown) => response.writeHead(500).end(String(error))
    )
  })
  server.listen(Number(process.env.KAIROS_WORKER_PORT))
  // It ends with the test that started it, also with one that broke off and could not end it.
  const test = process.ppid
  setInterval(() => {
    if (process.ppid !== test) process.exit()
  }, 1000)
  await new Promise(() => {})
}
