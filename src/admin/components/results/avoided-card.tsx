import { Table, Text } from "@medusajs/ui"
import type { OverviewResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { DataTable } from "../common/data-table"
import { Section } from "../common/page"

type Avoided = OverviewResponse["overview"]["avoided"]

/** What people were spared: marketing is a service only where it also knows when to be silent. */
export function AvoidedCard({ avoided }: { avoided: Avoided }) {
  const { t, say, number } = useLocale()
  const rows = avoided.groups.flatMap(({ kind, reasons }) =>
    reasons.map((row) => ({ kind, ...row }))
  )
  return (
    <Section title={t("avoided.title")} description={t("avoided.hint")}>
      <Text size="small" className="px-6 py-4">
        {say(avoided.summary)}
      </Text>
      {rows.length === 0 ? null : (
        <DataTable
          label={t("avoided.title")}
          columns={[t("avoided.why"), t("decision.reason"), t("avoided.count")]}
          figures={[t("avoided.count")]}
        >
          {rows.map(({ kind, reason, count }) => (
            <Table.Row key={reason}>
              <Table.Cell>{t(`avoided.kind.${kind}`)}</Table.Cell>
              <Table.Cell>{t(`reason.${reason}`)}</Table.Cell>
              <Table.Cell className="text-right tabular-nums">{number(count)}</Table.Cell>
            </Table.Row>
          ))}
        </DataTable>
      )}
    </Section>
  )
}
