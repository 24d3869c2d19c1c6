/** One complaint of the API: the field when it names one (`steps.0.actions.1.args.value`), and its sentence. */
export type Problem = { readonly path: string | null; readonly message: string }

// A field's name in front of a sentence, as `steps[0].wait.minutes: …` or `"name" …`.
const LEADING_PATH = /^"?([a-z_]+(?:(?:\.[A-Za-z0-9_]+)|(?:\[\d+\]))*)"?:\s+/

/**
 * The message of a 400 as single problems. Several are joined by "; ", which may also stand inside one sentence
 * ("…; did you mean …"): a piece without a field of its own belongs to the one before it.
 */
export function parseProblems(message: string): readonly Problem[] {
  const problems: { path: string | null; message: string }[] = []
  for (const piece of message.replace(/^Invalid request:\s*/i, "").split(/;\s+/)) {
    const match = LEADING_PATH.exec(piece)
    const last = problems.at(-1)
    if (match?.[1]) {
      problems.push({ path: normalPath(match[1]), message: piece.slice(match[0].length) })
    } else if (last) {
      last.message += `; ${piece}`
    } else {
      problems.push({ path: null, message: piece })
    }
  }
  return problems
}

/** `steps[0].args` and `steps.0.args` are the same field. */
export const normalPath = (path: string) => path.replace(/\[(\d+)\]/g, ".$1")

/** The problems of one field, and, with `deep`, of everything below it. */
export function problemsAt(
  problems: readonly Problem[],
  path: string,
  deep = false
): readonly Problem[] {
  return problems.filter(
    (problem) =>
      problem.path !== null &&
      (problem.path === path || (deep && problem.path.startsWith(`${path}.`)))
  )
}
