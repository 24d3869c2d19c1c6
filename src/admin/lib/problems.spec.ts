import { parseProblems, problemsAt } from "./problems"

test("one problem per field, with its path in one form", () => {
  expect(
    parseProblems("name: must not be empty; steps[0].wait.minutes: must be 0 or more, was -1")
  ).toEqual([
    { path: "name", message: "must not be empty" },
    { path: "steps.0.wait.minutes", message: "must be 0 or more, was -1" },
  ])
})

test("a semicolon inside a sentence does not cut it", () => {
  expect(
    parseProblems(
      'conditions.rules.0.field: "order.totl" does not exist; did you mean "order.total"?'
    )
  ).toEqual([
    {
      path: "conditions.rules.0.field",
      message: '"order.totl" does not exist; did you mean "order.total"?',
    },
  ])
})

test("a message without a field keeps its words", () => {
  expect(parseProblems("Automation auto_1 is archived")).toEqual([
    { path: null, message: "Automation auto_1 is archived" },
  ])
})

test("problems of a field, and of all below it", () => {
  const problems = parseProblems("steps.1.actions.0.args.value: too big; steps.10.key: twice")
  expect(problemsAt(problems, "steps.1")).toEqual([])
  expect(problemsAt(problems, "steps.1", true)).toHaveLength(1)
})
