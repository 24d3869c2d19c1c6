import { Table, Text } from "@medusajs/ui"
import { useState } from "react"
import type { ProductLessonResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { type ShopValue, useProductLessons } from "../../lib/resources"
import { Section, TextLink } from "../common/page"
import { Pager } from "../common/pager"
import { DataTable } from "../common/data-table"
import { Empty, Loaded } from "../common/states"
import { Pick } from "../forms/controls"
import { MissingText } from "./missing-text"

const KINDS = ["next", "affinity", "replacement"] as const
type Kind = (typeof KINDS)[number]
const LIMIT = 10

/** What is bought together, what is bought next, and how long products last. */
export function ProductList({ value }: { value: ShopValue }) {
  const { t } = useLocale()
  const [kind, setKind] = useState<Kind>("next")
  const [offset, setOffset] = useState(0)
  const finding = {
    next: value.followers,
    affinity: value.affinity,
    replacement: value.replacement,
  }[kind]
  const query = useProductLessons({ kind, offset, limit: LIMIT })
  return (
    <Section
      title={t("value.products.title")}
      description={t(`value.products.hint.${kind}`)}
      actions={
        <div className="w-64">
          <Pick
            id="value-products"
            aria-label={t("value.products.which")}
            value={kind}
            options={KINDS.map((one) => ({ value: one, label: t(`value.products.kind.${one}`) }))}
            onChange={(chosen) => {
              setKind(chosen as Kind)
              setOffset(0)
            }}
          />
        </div>
      }
    >
      {finding?.kind === "not_enough" ? (
        <Text size="small" className="px-6 py-4">
          <MissingText missing={finding.missing} />
        </Text>
      ) : (
        <Loaded query={query} rows={LIMIT}>
          {({ products, count }) =>
            products.length === 0 ? (
              <Empty title={t("value.products.empty")} />
            ) : (
              <>
                <LessonTable kind={kind} rows={products} />
                <Pager
                  list={t("value.products.title")}
                  count={count}
                  offset={offset}
                  limit={LIMIT}
                  onOffset={setOffset}
                />
              </>
            )
          }
        </Loaded>
      )}
    </Section>
  )
}

const COLUMNS = {
  affinity: ["product", "with", "baskets", "support", "confidence", "lift"],
  next: ["product", "then", "share", "people", "after"],
  replacement: ["product", "repurchases", "half", "quarters", "sure", "rise", "test"],
} as const

function LessonTable({ kind, rows }: { kind: Kind; rows: readonly ProductLessonResponse[] }) {
  const { t } = useLocale()
  const cellsOf = useCells()
  return (
    <DataTable
      label={t("value.products.title")}
      columns={COLUMNS[kind].map((column) => t(`value.column.${column}`))}
    >
      {rows.map((row) => (
        <Table.Row key={`${row.product_key} ${row.other_key ?? ""}`}>
          {cellsOf[kind](row).map((cell, at) => (
            <Table.Cell key={at} className="tabular-nums">
              {cell}
            </Table.Cell>
          ))}
        </Table.Row>
      ))}
    </DataTable>
  )
}

/** A product of the shop leads to its page; what only a purchase knows has none. */
export const ProductName = ({ id, title }: { id: string; title: string | null }) =>
  id.startsWith("sku:") ? (
    <>{title ?? id}</>
  ) : (
    <TextLink to={`/products/${id}`}>{title ?? id}</TextLink>
  )

function useCells() {
  const { t, number, percent } = useLocale()
  const days = (count: number | null | undefined) =>
    count === null || count === undefined
      ? t("value.neverSeen")
      : t("value.days", { count: Math.round(count), number: number(Math.round(count)) })
  const first = (row: ProductLessonResponse) => (
    <ProductName key="one" id={row.product_key} title={row.title} />
  )
  const other = (row: ProductLessonResponse) => (
    <ProductName key="other" id={row.other_key ?? ""} title={row.other_title} />
  )
  const span = ([from, to]: readonly [number, number]) => `${days(from)} – ${days(to)}`
  const share = (value: number | null) => (value === null ? "–" : percent(value))
  return {
    affinity: (row: ProductLessonResponse) => [
      first(row),
      other(row),
      number(row.baskets ?? 0),
      share(row.support),
      share(row.confidence),
      t("value.times", { number: number(row.lift ?? 0) }),
    ],
    next: (row: ProductLessonResponse) => [
      first(row),
      other(row),
      share(row.confidence),
      t("value.of", { part: number(row.customers ?? 0), all: number(row.eligible ?? 0) }),
      days(row.median_days),
    ],
    replacement: (row: ProductLessonResponse) => {
      const learned = row.learned
      const between = learned?.weibull.median_between
      const test = learned?.back_test
      const rise = learned?.rise
      return [
        first(row),
        number(learned?.events ?? 0),
        days(learned?.km_median),
        `${days(learned?.km_q25)} – ${days(learned?.km_q75)}`,
        between === undefined ? "–" : span(between),
        rise?.kind === "rises" ? (
          <span key="rise">
            {days(rise.day)}
            <span className="text-ui-fg-subtle block">{span(rise.between)}</span>
          </span>
        ) : (
          t("value.rise.unclear")
        ),
        test
          ? t("value.foretold", {
              expected: number(Math.round(test.expected)),
              actual: number(test.actual),
            })
          : "–",
      ]
    },
  }
}
