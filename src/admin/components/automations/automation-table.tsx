import { Table, Text } from "@medusajs/ui"
import type { AutomationResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { AutomationBadge } from "../common/badges"
import { TextLink } from "../common/page"
import { Scroll } from "../common/scroll"

export function AutomationTable({ automations }: { automations: AutomationResponse[] }) {
  const { t, say, number } = useLocale()
  return (
    <Scroll label={t("automation.list")}>
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("automation.name")}</Table.HeaderCell>
            <Table.HeaderCell>{t("automation.statusLabel")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("automation.sent30")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("automation.held30")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("automation.skipped30")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {automations.map((automation) => (
            <Table.Row key={automation.id}>
              <Table.Cell className="h-auto min-w-72 max-w-2xl whitespace-normal py-3">
                <TextLink to={`/kairos/automations/${automation.id}`}>{automation.name}</TextLink>
                <Text size="small" className="text-ui-fg-subtle">
                  {say(automation.sentence)}
                </Text>
              </Table.Cell>
              <Table.Cell>
                <AutomationBadge status={automation.status} />
              </Table.Cell>
              <Table.Cell className="text-right tabular-nums">
                {number(automation.stats.sent)}
              </Table.Cell>
              <Table.Cell className="text-right tabular-nums">
                {number(automation.stats.held)}
              </Table.Cell>
              <Table.Cell className="text-right tabular-nums">
                {number(automation.stats.skipped)}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </Scroll>
  )
}
