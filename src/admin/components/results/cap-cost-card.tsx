import { Table, Text } from "@medusajs/ui"
import type { OverviewResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { Section, TextLink } from "../common/page"
import { DataTable } from "../common/data-table"

type Caps = OverviewResponse["overview"]["caps"]

/** What the caps cost in the last week: a cap that eats the valuable messages should not do so in silence. */
export function CapCostCard({ caps }: { caps: Caps }) {
  const { t, say, number } = useLocale()
  if (caps.automations.length === 0) {
    return null
  }
  return (
    <Section title={t("capCost.title")} description={t("capCost.hint")}>
      <Text size="small" className="px-6 py-4">
        {say(caps.summary)}
      </Text>
      <DataTable
        label={t("capCost.title")}
        columns={[t("automation.one"), t("capCost.lost"), t("capCost.later"), t("capCost.waiting")]}
      >
        {caps.automations.map((row) => (
          <Table.Row key={row.automation_id}>
            <Table.Cell>
              <TextLink to={`/kairos/automations/${row.automation_id}`}>{row.name}</TextLink>
            </Table.Cell>
            <Table.Cell>{number(row.lost)}</Table.Cell>
            <Table.Cell>{number(row.later)}</Table.Cell>
            <Table.Cell>{number(row.waiting)}</Table.Cell>
          </Table.Row>
        ))}
      </DataTable>
    </Section>
  )
}
