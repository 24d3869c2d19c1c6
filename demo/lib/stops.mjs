const WATCH_PARENT_MS = 1000
/** npm passes Ctrl-C on, and the terminal sends it too: two signals at once are one wish. */
const SECOND_SIGNAL_AFTER_MS = 1000

/**
 * What has to be stopped, in reverse order of starting, once, whatever the cause.
 * @param {(text: string) => void} say
 */
export function createStops(say) {
  /** @type {{ name: string, stop: () => unknown, kill?: () => void }[]} */
  const stops = []
  let ending = null
  let firstSignalAt = 0
  const end = async (code) => {
    ending ??= (async () => {
      for (const { name, stop } of stops.reverse()) {
        try {
          await stop()
        } catch (error) {
          say(`Stopping ${name}: ${error.message}`)
        }
      }
    })()
    await ending
    process.exit(code)
  }
  const onSignal = (signal) => {
    const now = performance.now()
    if (ending !== null && now - firstSignalAt > SECOND_SIGNAL_AFTER_MS) {
      say("Stopping at once")
      stops.forEach(({ kill }) => kill?.())
      process.exit(130)
    }
    if (ending === null) {
      firstSignalAt = now
      say(`\nStopping (${signal}) …`)
      void end(0)
    }
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => onSignal(signal))
  }
  for (const fault of ["uncaughtException", "unhandledRejection"]) {
    process.on(fault, (error) => {
      say(`\n${error?.stack ?? error}`)
      void end(1)
    })
  }
  watchParent(() => onSignal("npm ended"))
  return {
    add: (name, stop, kill) => stops.push({ name, stop, kill }),
    isEnding: () => ending !== null,
    end,
  }
}

/** A shell between npm and us may die of a signal without passing it on; then our parent changes. */
function watchParent(onGone) {
  const parent = process.ppid
  if (process.env.npm_lifecycle_event === undefined) {
    return
  }
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer)
      onGone()
    }
  }, WATCH_PARENT_MS)
  timer.unref()
}
