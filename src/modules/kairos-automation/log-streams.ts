import process from "node:process"

type LogStream = Pick<NodeJS.WritableStream, "on" | "listeners">

/**
 * Where the logs go there may be no room left, or nobody who reads them. Node then reports each line that is lost as an error of the
 * stream; nobody listens, so it becomes an uncaught exception; Medusa's command answers that with a line, which is lost, too; and the
 * process is busy with nothing else for good. A lost line is let go instead.
 */
export function outliveLostLines(
  streams: readonly LogStream[] = [process.stdout, process.stderr]
): void {
  for (const stream of streams) {
    // By name: this file may be loaded more than once in a process, and Node itself listens to a line for a moment.
    if (!stream.listeners("error").some(({ name }) => name === loseLine.name)) {
      stream.on("error", loseLine)
    }
  }
}

function loseLine(): void {
  // There is nowhere to tell it.
}
