import { createServer } from "node:net"

/**
 * The preferred port when nobody listens there, else one that the system picks.
 * @param {number} preferred 0 for any
 * @returns {Promise<number>}
 */
export async function freePort(preferred = 0) {
  if (preferred !== 0 && (await isPortFree(preferred))) {
    return preferred
  }
  return await listenOnce(0, undefined)
}

/**
 * Asks on every address that a browser may mean by "localhost": a port can be taken on IPv4 or IPv6 alone.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export async function isPortFree(port) {
  for (const host of ["127.0.0.1", "::1", "0.0.0.0", "::"]) {
    try {
      await listenOnce(port, host)
    } catch (error) {
      // A machine without IPv6 (EAFNOSUPPORT, EADDRNOTAVAIL) has nobody listening there either.
      if (error.code === "EADDRINUSE" || error.code === "EACCES") {
        return false
      }
    }
  }
  return true
}

function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen({ port, host, exclusive: true }, () => {
      const { port: taken } = server.address()
      server.close(() => resolve(taken))
    })
  })
}

/**
 * The wanted port, which must be free, or the usual one, which is replaced by a free one when it is taken.
 * @param {number | null} wanted
 * @param {number} usual
 * @param {string} flag for the error
 * @param {readonly number[]} [spoken] ports that are promised to others
 */
export async function choosePort(wanted, usual, flag, spoken = []) {
  if (wanted === null) {
    return await freePort(spoken.includes(usual) ? 0 : usual)
  }
  if (await isPortFree(wanted)) {
    return wanted
  }
  throw new Error(
    `${flag}: port ${wanted} is taken. Choose another, or leave the flag out to get a free one`
  )
}
