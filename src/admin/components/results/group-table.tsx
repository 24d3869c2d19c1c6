import { Table } from "@medusajs/ui"
import type { OutcomeGroup } from "../../../types"
import { useLocale } from "../../lib/locale"
import { Scroll } from "../common/scroll"

const COUNTS = ["people", "people_reached", "people_open", "decisions", "goals"] as const
const NAMES = {
  people: "result.people",
  people_reached: "result.reached",
  people_open: "result.open",
  decisions: "result.decisions",
  goals: "result.goals",
} as const

type GroupTableProps = { sent: OutcomeGroup; holdout: OutcomeGroup; label: string }

/** Both groups beside each other; a share only where there are people enough for one. */
export function GroupTable({ sent, holdout, label }: GroupTableProps) {
  const { t, number, percent } = useLocale()
  const groups = [sent, holdout]
  return (
    <Scroll label={label}>
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("result.group")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("result.sentGroup")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("result.heldOut")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {COUNTS.map((name) => (
            <Table.Row key={name}>
              <Table.Cell>{t(NAMES[name])}</Table.Cell>
              {groups.map((group, index) => (
                <Table.Cell key={index} className="text-right tabular-nums">
                  {number(group[name])}
                </Table.Cell>
              ))}
            </Table.Row>
          ))}
          <Table.Row>
            <Table.Cell>{t("result.share")}</Table.Cell>
            {groups.map((group, index) => (
              <Table.Cell key={index} className="text-right tabular-nums">
                {group.share === null ? t("result.tooEarly") : percent(group.share)}
              </Table.Cell>
            ))}
          </Table.Row>
        </Table.Body>
      </Table>
    </Scroll>
  )
}
