import { Table } from "@medusajs/ui"
import type { CartWeeksResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useCartWeeks } from "../../lib/resources"
import { ChartBox } from "../common/chart-box"
import { Section } from "../common/page"
import { Empty, Loaded } from "../common/states"

type Weeks = CartWeeksResponse["weeks"]

/** Carts left per week, and how many of them came back: as bars for the eye, as a table for every other way of reading. */
export function WeeksCard() {
  const { t } = useLocale()
  const query = useCartWeeks()
  return (
    <Section title={t("cart.weeks")} description={t("cart.weeksHint")}>
      <Loaded query={query} rows={6}>
        {({ weeks }) =>
          weeks.every(({ abandoned }) => abandoned === 0) ? (
            <Empty title={t("cart.noWeeks")} />
          ) : (
            <div className="flex flex-col gap-y-3 px-6 py-4">
              <Bars weeks={weeks} />
              <WeeksTable weeks={weeks} />
            </div>
          )
        }
      </Loaded>
    </Section>
  )
}

/** The height of a bar is how many carts were left in that week; what came back is its lower part. */
function Bars({ weeks }: { weeks: Weeks }) {
  const { t, day } = useLocale()
  return (
    <ChartBox
      className=""
      height={240}
      stacked
      points={weeks.map(({ week, abandoned, recovered }) => ({
        name: day(week),
        values: [recovered, abandoned - recovered],
      }))}
      series={[
        { label: t("cart.cameBack"), color: "green" },
        { label: t("cart.stayedAway"), color: "amber" },
      ]}
    />
  )
}

function WeeksTable({ weeks }: { weeks: Weeks }) {
  const { t, date, number, percent } = useLocale()
  return (
    <details>
      <summary className="txt-compact-small cursor-pointer">{t("health.asTable")}</summary>
      <Table className="mt-2">
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("cart.week")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("cart.left")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("cart.cameBack")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("cart.share")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {[...weeks].reverse().map(({ week, abandoned, recovered }) => (
            <Table.Row key={week}>
              <Table.Cell>{date(`${week}T12:00:00`)}</Table.Cell>
              <Table.Cell className="text-right">{number(abandoned)}</Table.Cell>
              <Table.Cell className="text-right">{number(recovered)}</Table.Cell>
              <Table.Cell className="text-right">
                {abandoned === 0 ? "–" : percent(recovered / abandoned)}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </details>
  )
}
