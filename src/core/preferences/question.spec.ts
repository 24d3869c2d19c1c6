import { answerProblem, answerText, type Question } from "./question"

const named = (value: string) => ({ value, label: { en: value, es: value, pt: value } })
const question = (kind: Question["kind"], ...options: string[]): Question => ({
  key: "skin",
  kind,
  label: { en: "Skin", es: "Piel", pt: "Pele" },
  options: options.map(named),
})
const share: Question = { ...question("number"), measures: "wallet_share" }

describe("an answer", () => {
  it.each([
    [question("choice", "dry", "oily"), "dry"],
    [question("many", "tea", "coffee"), ["coffee", "tea"]],
    [question("yes_no"), false],
    [question("number"), 0],
  ])("that fits is taken (%#)", (asked, answer) => {
    expect(answerProblem(asked, answer)).toBeNull()
  })

  it.each([
    [question("choice", "dry", "oily"), ["dry"], "expected one of dry, oily"],
    [question("choice", "dry"), "toString", "expected one of dry"],
    [question("many", "tea"), "tea", "expected a list without repetitions of tea"],
    [question("many", "tea"), ["tea", "tea"], "expected a list without repetitions of tea"],
    [question("many", "tea"), [], "expected a list without repetitions of tea"],
    [question("yes_no"), "true", "expected true or false"],
    [question("number"), Number.NaN, "expected a number from -1000000000 to 1000000000"],
    [question("number"), "3", "expected a number from -1000000000 to 1000000000"],
    [share, 101, "expected a number from 0 to 100"],
    [share, "50", "expected a number from 0 to 100"],
  ])("that does not fit is told what would (%#)", (asked, answer, problem) => {
    expect(answerProblem(asked, answer)).toBe(problem)
  })
})

describe("an answer as a text", () => {
  it("is said in each language, and by its code where nobody asks any more", () => {
    const options = [{ value: "tea", label: { en: "Tea", es: "Té", pt: "Chá" } }, named("mate")]
    const drinks = { ...question("many"), options }
    expect(answerText(drinks, ["tea", "mate"])).toEqual({
      en: "Tea and mate",
      es: "Té y mate",
      pt: "Chá e mate",
    })
    expect(answerText(undefined, "tea").es).toBe("tea")
    expect(answerText(question("yes_no"), false).pt).toBe("Não")
    expect(answerText(question("number"), 1234.5).es).toBe("1234,5")
  })
})
