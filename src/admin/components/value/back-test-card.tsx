import { Table, Text } from "@medusajs/ui"
import type { LearnedModels } from "../../../types"
import { useLocale } from "../../lib/locale"
import type { ShopValue } from "../../lib/resources"
import { Section } from "../common/page"
import { DataTable } from "../common/data-table"
import { ChartBox } from "../common/chart-box"
import { MissingText } from "./missing-text"

/** How well the models foretold a time that they had not seen. */
export function BackTestCard({ value }: { value: ShopValue }) {
  const { t } = useLocale()
  const { models, churn } = value
  return (
    <Section title={t("value.test.title")} description={t("value.test.hint")}>
      {models?.kind === "learned" ? (
        <Tested models={models} />
      ) : (
        <Text size="small" className="px-6 py-4">
          {models === null ? t("value.beforeNight") : <MissingText missing={models.missing} />}
        </Text>
      )}
      {models?.kind === "learned" && churn !== null ? (
        <Text size="small" className="px-6 py-4">
          {t("value.test.churn")} <MissingText missing={churn.missing} />
        </Text>
      ) : null}
    </Section>
  )
}

const COLUMNS = ["before", "people", "expected", "actual"] as const

function Tested({ models }: { models: LearnedModels }) {
  const { t, number, percent, calendarDay } = useLocale()
  const nameOf = ({ x, open }: LearnedModels["bins"][number]) =>
    t(open ? "value.test.orMore" : "value.test.repeats", { number: number(x) })
  return (
    <>
      <Text size="small" className="px-6 py-4">
        {t(models.beats_own_rate ? "value.test.better" : "value.test.worse", {
          model: t(`value.model.${models.model}`),
          studied: number(models.studied),
          until: calendarDay(models.learned_to),
          end: calendarDay(models.tested_to),
          expected: number(Math.round(models.expected_total)),
          actual: number(models.actual_total),
          error: number(models.mae),
          plain: number(models.own_rate_mae),
        })}
        {models.sampling_error === null
          ? null
          : ` ${t("value.test.sampling", { share: percent(models.sampling_error) })}`}
      </Text>
      <ChartBox
        fractions
        points={models.bins.map((bin) => ({
          name: nameOf(bin),
          values: [bin.expected_mean, bin.actual_mean].map((mean) => Math.round(mean * 100) / 100),
        }))}
        series={[
          { label: t("value.column.expected"), color: "blue" },
          { label: t("value.column.actual"), color: "green" },
        ]}
      />
      <DataTable
        label={t("value.test.title")}
        columns={COLUMNS.map((column) => t(`value.column.${column}`))}
      >
        {models.bins.map((bin) => (
          <Table.Row key={bin.x}>
            <Table.Cell>{nameOf(bin)}</Table.Cell>
            <Table.Cell className="tabular-nums">{number(bin.customers)}</Table.Cell>
            <Table.Cell className="tabular-nums">{number(bin.expected_mean)}</Table.Cell>
            <Table.Cell className="tabular-nums">{number(bin.actual_mean)}</Table.Cell>
          </Table.Row>
        ))}
      </DataTable>
    </>
  )
}
