import { catalogGaps, type CatalogFolder } from "./catalog-gaps"

const TEXT = { en: "Total", es: "Total", pt: "Total" }
const whole = { code: "order.total", label: TEXT, description: TEXT, phrase: TEXT, sample: 1 }
const facts = (change: Partial<CatalogFolder>): string[] =>
  catalogGaps({
    folder: "facts",
    files: ["order-total"],
    definitions: [whole],
    cases: { "order.total": 1 },
    ...change,
  })

it("finds nothing missing where nothing is", () => {
  expect(facts({})).toEqual([])
})

it.each<[string, Partial<CatalogFolder>, string]>([
  [
    "a file that is not listed",
    { files: ["order-total", "order-item-count"] },
    'add to src/catalog/index.ts: import { orderItemCount } from "./facts/order-item-count", and orderItemCount to FACTS',
  ],
  [
    "a definition without a file",
    { files: [] },
    'move "order.total" into a file of its own: src/catalog/facts/order-total.ts',
  ],
  [
    "no sample",
    { definitions: [{ ...whole, sample: undefined }] },
    "add to src/catalog/facts/order-total.ts: sample",
  ],
  [
    "a label without a language",
    { definitions: [{ ...whole, label: { ...TEXT, pt: " " } }] },
    "add to src/catalog/facts/order-total.ts: label.pt",
  ],
  [
    "a phrase without a language",
    { definitions: [{ ...whole, phrase: { ...TEXT, es: "" } }] },
    "add to src/catalog/facts/order-total.ts: phrase.es",
  ],
  [
    "a choice without a language",
    {
      definitions: [
        {
          ...whole,
          args: [
            { key: "kind", label: TEXT, options: [{ value: "gift", label: { ...TEXT, en: "" } }] },
          ],
        },
      ],
    },
    "add to src/catalog/facts/order-total.ts: args.kind.options.gift.en",
  ],
  [
    "no case",
    { cases: {} },
    'add to spec/catalog.json: facts["order.total"], the value that it reads from the sample',
  ],
  [
    "a case of nothing",
    { cases: { "order.total": 1, "order.gone": 2 } },
    'take out of spec/catalog.json: facts["order.gone"], which is gone',
  ],
])("names the line that is missing: %s", (_what, change, line) => {
  expect(facts(change)).toEqual([line])
})

it("tells a description that is not there language by language", () => {
  const { description: _description, ...without } = whole
  expect(facts({ definitions: [without] })).toEqual(
    ["en", "es", "pt"].map(
      (language) => `add to src/catalog/facts/order-total.ts: description.${language}`
    )
  )
})
