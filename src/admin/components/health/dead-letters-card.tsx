import { Table, Text } from "@medusajs/ui"
import type { DeadLetterResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useDeadLetters, useEventName } from "../../lib/resources"
import { ActionsHead } from "../common/actions-head"
import { Section, TextLink } from "../common/page"
import { Pager } from "../common/pager"
import { Scroll } from "../common/scroll"
import { Empty, Loaded } from "../common/states"
import { useState } from "react"
import { HealthAction } from "./health-action"

const LIMIT = 20

/** Events that could not be decided: by cause, with what they are about, and run again one by one or together. */
export function DeadLettersCard() {
  const { t } = useLocale()
  const [offset, setOffset] = useState(0)
  const query = useDeadLetters({ limit: LIMIT, offset })
  return (
    <Section title={t("health.deadLetters")} description={t("health.deadLettersHint")}>
      <Loaded query={query} rows={3}>
        {(page) =>
          page.count === 0 ? (
            <Empty title={t("health.noDeadLetters")} />
          ) : (
            <>
              <Causes classes={page.classes} />
              <Letters letters={page.dead_letters} />
              <Pager list={t("health.deadLetters")} {...page} onOffset={setOffset} />
            </>
          )
        }
      </Loaded>
    </Section>
  )
}

function Causes({
  classes,
}: {
  classes: readonly { error_class: string | null; name: string; count: number }[]
}) {
  const { t, number } = useLocale()
  const causes = [...new Set(classes.map(({ error_class }) => error_class))].map((cause) => ({
    cause,
    count: classes
      .filter(({ error_class }) => error_class === cause)
      .reduce((sum, { count }) => sum + count, 0),
  }))
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      {causes.map(({ cause, count }) => (
        <div key={cause} className="flex flex-wrap items-center gap-3">
          <Text size="small">
            {cause ?? t("health.unknownCause")}: {number(count)}
          </Text>
          {cause === null ? null : (
            <HealthAction
              path="dead-letters/replay"
              body={{ error_class: cause }}
              label={t("health.replayClass")}
              about={cause}
              done={t("health.replayed")}
            />
          )}
        </div>
      ))}
      <div>
        <HealthAction
          path="dead-letters/replay"
          label={t("health.replayAll")}
          done={t("health.replayed")}
        />
      </div>
    </div>
  )
}

function Letters({ letters }: { letters: readonly DeadLetterResponse[] }) {
  const { t, dateTime, number } = useLocale()
  const eventName = useEventName()
  return (
    <Scroll label={t("health.deadLetters")}>
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("health.receivedAt")}</Table.HeaderCell>
            <Table.HeaderCell>{t("decision.event")}</Table.HeaderCell>
            <Table.HeaderCell>{t("health.subject")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("health.tries")}</Table.HeaderCell>
            <Table.HeaderCell>{t("health.error")}</Table.HeaderCell>
            <ActionsHead />
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {letters.map((letter) => (
            <Table.Row key={letter.id}>
              <Table.Cell className="whitespace-nowrap">{dateTime(letter.received_at)}</Table.Cell>
              <Table.Cell>{eventName(letter.name)}</Table.Cell>
              <Table.Cell>
                <About letter={letter} />
              </Table.Cell>
              <Table.Cell className="text-right">{number(letter.attempts)}</Table.Cell>
              <Table.Cell className="h-auto whitespace-normal break-words py-2">
                {[letter.error_class, letter.error_message].filter(Boolean).join(": ")}
              </Table.Cell>
              <Table.Cell>
                <HealthAction
                  path={`dead-letters/${encodeURIComponent(letter.id)}/replay`}
                  label={t("health.replay")}
                  about={letter.id}
                  done={t("health.replayed")}
                />
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </Scroll>
  )
}

/** Medusa's ids say what they are; a cart has no page in the admin, its customer has. */
function About({ letter: { entity_id, customer_id } }: { letter: DeadLetterResponse }) {
  const page = entity_id.startsWith("order_")
    ? `/orders/${entity_id}`
    : entity_id.startsWith("cus_")
      ? `/customers/${entity_id}`
      : customer_id === null
        ? null
        : `/customers/${customer_id}`
  return page === null ? <>{entity_id}</> : <TextLink to={page}>{entity_id}</TextLink>
}
