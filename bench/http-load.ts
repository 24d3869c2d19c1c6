import http from "node:http"

export type Load = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** Asks as fast as answers come, over so many kept connections. @returns the time of each answer in microseconds */
export async function load(
  { url, headers }: Load,
  { connections, milliseconds }: { readonly connections: number; readonly milliseconds: number }
): Promise<{ readonly latencies: readonly number[]; readonly perSecond: number }> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const latencies: number[] = []
  const begun = performance.now()
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const sent = performance.now()
      const request = http.get(url, { agent, headers }, (response) => {
        response.resume()
        response.once("end", () => {
          latencies.push((performance.now() - sent) * 1000)
          if (response.statusCode === 200) {
            resolve()
          } else {
            reject(new Error(`${url} answered ${response.statusCode}`))
          }
        })
      })
      request.once("error", reject)
    })
  const loop = async () => {
    while (performance.now() - begun < milliseconds) {
      await ask()
    }
  }
  await Promise.all(Array.from({ length: connections }, loop))
  const seconds = (performance.now() - begun) / 1000
  agent.destroy()
  return { latencies, perSecond: latencies.length / seconds }
}
