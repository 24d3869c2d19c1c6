/** Something about a file or a database that whoever runs an import can put right; the message says how. */
export class ImportError extends Error {
  override readonly name = "ImportError"
}
