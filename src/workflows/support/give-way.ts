/*
 * Deciding and delivering share a process, its database connections and its disk with the shop's checkout, and what they do has
 * time: so they let a cart that is being completed go first. Of this process alone: a worker that serves nobody never waits.
 */
let completing = 0
let waiting: (() => void)[] = []

/** A checkout is being answered from now on. @returns to be called when it has been, once or more often */
export function beginCheckout(): () => void {
  completing += 1
  let ended = false
  return () => {
    if (ended) {
      return
    }
    ended = true
    completing -= 1
    if (completing === 0) {
      const resumed = waiting
      waiting = []
      resumed.forEach((resume) => resume())
    }
  }
}

export type GiveWay = () => Promise<void>

const LONGEST_WAIT_MS = 1000

/**
 * A round's politeness: called before each piece of work, it resolves when no checkout is being answered, or after a second. A
 * round that has waited for longer than it has worked waits no more, so that a shop with a checkout at every moment is served.
 */
export function givingWay(): GiveWay {
  const start = performance.now()
  let waited = 0
  return async () => {
    const from = performance.now()
    const worked = from - start - waited
    if (completing > 0 && waited <= worked) {
      await checkoutAnswered()
      waited += performance.now() - from
    }
  }
}

function checkoutAnswered(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      waiting = waiting.filter((resume) => resume !== resumed)
      resolve()
    }, LONGEST_WAIT_MS)
    const resumed = (): void => {
      clearTimeout(timer)
      resolve()
    }
    waiting.push(resumed)
  })
}
