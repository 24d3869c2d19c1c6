/** Restoring the database before each test ends idle connections, which knex then reports for every one of them. */
const log = console.log
console.log = (...args: unknown[]) => {
  if (!String(args[0]).startsWith("Connection Error: Connection ended unexpectedly")) {
    log(...args)
  }
}
