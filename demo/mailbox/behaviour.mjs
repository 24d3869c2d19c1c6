/**
 * How the mailbox misbehaves for tests. It stands for a vendor, so it fails in a vendor's ways:
 * a status (`400`, `401`, `429`, `500`, `503` …) refuses; `hang` never answers and accepts nothing; `reset` cuts the
 * connection before accepting, `reset-after-accept` after; `accept-then-hang` accepts and never answers; `slow`
 * accepts after `ms`. What hangs is cut off when the behaviour changes.
 * @typedef {{ mode: string, ms: number, retry_after: number | null, times: number | null, to: string | null }} Behaviour
 *   `times`: so many calls, then `ok` again; `to`: only calls for this address
 */

const MODES = ["ok", "hang", "reset", "reset-after-accept", "accept-then-hang", "slow"]

/** @type {Behaviour} */
export const WELL_BEHAVED = { mode: "ok", ms: 0, retry_after: null, times: null, to: null }

/**
 * @param {unknown} input
 * @returns {Behaviour | { problem: string }}
 */
export function checkBehaviour(input) {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return { problem: 'expected an object such as { "mode": "429", "retry_after": 5, "times": 3 }' }
  }
  const unknown = Object.keys(input).find((key) => !(key in WELL_BEHAVED))
  if (unknown !== undefined) {
    return { problem: `"${unknown}" is unknown; expected ${Object.keys(WELL_BEHAVED).join(", ")}` }
  }
  const behaviour = { ...WELL_BEHAVED, ...input, mode: String(input.mode ?? "ok") }
  if (!MODES.includes(behaviour.mode) && !/^[45]\d\d$/.test(behaviour.mode)) {
    return {
      problem: `mode "${behaviour.mode}" is unknown; expected ${MODES.join(", ")} or a status such as 500`,
    }
  }
  for (const key of ["ms", "retry_after", "times"]) {
    const value = behaviour[key]
    if (value !== null && !(Number.isInteger(value) && value >= 0)) {
      return { problem: `${key} must be a whole number from 0` }
    }
  }
  return behaviour
}

/**
 * The behaviour for one call, counting it.
 * @param {{ current: Behaviour }} state
 * @param {string} to
 * @returns {Behaviour}
 */
export function takeBehaviour(state, to) {
  const { current } = state
  if (current.to !== null && !to.toLowerCase().includes(current.to.toLowerCase())) {
    return WELL_BEHAVED
  }
  if (current.times !== null) {
    state.current = current.times <= 1 ? WELL_BEHAVED : { ...current, times: current.times - 1 }
    return current.times === 0 ? WELL_BEHAVED : current
  }
  return current
}
