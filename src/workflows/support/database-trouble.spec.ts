import { isDatabaseTrouble } from "./database-trouble"

const error = (message: string, more: object = {}) => Object.assign(new Error(message), more)

it.each([
  ["a deadlock", error("deadlock detected", { code: "40P01" })],
  ["a full disk", error("could not extend file", { code: "53100" })],
  ["too many clients", error("sorry, too many clients already", { code: "53300" })],
  ["a shutdown", error("terminating connection", { code: "57P01" })],
  ["a standby", error("cannot execute INSERT in a read-only transaction", { code: "25006" })],
  ["a lock that was not to be had", error("canceling statement", { code: "55P03" })],
  ["a refused connection", error("connect", { code: "ECONNREFUSED" })],
  ["a cut connection", error("Connection terminated unexpectedly")],
  ["an empty pool", error("Knex: Timeout acquiring a connection. The pool is probably full.")],
  ["one that a layer wrapped", error("insert failed", { cause: error("no", { code: "53100" }) })],
  ["one that the data layer wrapped", error("no", { previous: error("no", { code: "08006" }) })],
])("knows %s", (_name, trouble) => {
  expect(isDatabaseTrouble(trouble)).toBe(true)
})

it.each([
  ["a broken constraint", error("duplicate key", { code: "23505" })],
  ["a value of a wrong type", error("invalid input syntax", { code: "22P02" })],
  [
    "a statement that took too long",
    error("canceling statement due to timeout", { code: "57014" }),
  ],
  ["an error of ours", error("the order does not exist")],
  ["no error at all", "Connection terminated"],
])("does not take %s for it", (_name, trouble) => {
  expect(isDatabaseTrouble(trouble)).toBe(false)
})
