import fs from "node:fs"
import path from "node:path"
import Ajv from "ajv"
import schema from "../../spec/schema.json"

const ROOT = path.join(__dirname, "../../spec")
const FOLDERS = ["condition", "consent", "decision", "identity", "renewal"]
const FILES = FOLDERS.flatMap((folder) =>
  fs.readdirSync(path.join(ROOT, folder)).map((file) => `${folder}/${file}`)
)

const valid = new Ajv({ allErrors: true }).compile(schema)

it.each(FILES)("%s is a file of cases as the schema says, named after its place", (file) => {
  const fixture = JSON.parse(fs.readFileSync(path.join(ROOT, file), "utf8")) as {
    name: string
    cases: { name: string }[]
  }
  expect(valid(fixture) ? [] : valid.errors).toEqual([])
  expect(`${fixture.name}.json`).toBe(file)
  const names = fixture.cases.map(({ name }) => name)
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
})
