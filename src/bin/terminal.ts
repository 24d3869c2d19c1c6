export type Terminal = {
  readonly out: (line: string) => void
  /** Progress and errors, which must not end up in a file that the output is sent to. */
  readonly err: (line: string) => void
  readonly env: Readonly<Record<string, string | undefined>>
  /** ISO instant; later dates in a history are refused. */
  readonly now: string
}
