import { AllowedButton } from "../common/allowed-button"
import { StatusBadge, Table, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import type { GuardResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { useGuard } from "../../lib/resources"
import { Section, TextLink } from "../common/page"
import { Pager } from "../common/pager"
import { DataTable } from "../common/data-table"
import { Empty, Loaded } from "../common/states"

const LIMIT = 20

type Guard = NonNullable<GuardResponse["guard"]>

/** Green, or red with the rows that break an invariant and what to do about each. */
export function GuardCard() {
  const { t, dateTime } = useLocale()
  const query = useGuard()
  const run = useSend<object, GuardResponse>("subscriptions/guard")
  const guard = query.data?.guard ?? null
  const check = () =>
    run.mutate(
      {},
      {
        onSuccess: () => toast.success(t("subscription.guard.done")),
        onError: (error) => toast.error(t("error.server"), { description: error.message }),
      }
    )
  return (
    <Section
      title={t("subscription.guard.title")}
      badge={guard === null ? null : <GuardBadge guard={guard} />}
      description={
        guard === null
          ? t("subscription.guard.hint")
          : t("subscription.guard.last", {
              at: dateTime(guard.checked_at),
              number: guard.subscriptions,
            })
      }
      actions={
        <AllowedButton
          needs="publish"
          size="small"
          variant="secondary"
          isLoading={run.isPending}
          onClick={check}
        >
          {t("subscription.guard.run")}
        </AllowedButton>
      }
    >
      <Loaded query={query} rows={3}>
        {({ guard: found }) =>
          found === null ? (
            <Empty title={t("subscription.guard.never")} />
          ) : found.count === 0 ? (
            <Text size="small" className="px-6 py-4">
              {t("subscription.guard.green")}
            </Text>
          ) : (
            <Violations guard={found} />
          )
        }
      </Loaded>
    </Section>
  )
}

function GuardBadge({ guard }: { guard: Guard }) {
  const { t, number } = useLocale()
  return (
    <StatusBadge className="shrink-0 whitespace-nowrap" color={guard.count === 0 ? "green" : "red"}>
      {guard.count === 0
        ? t("subscription.guard.allRight")
        : t("subscription.guard.broken", { number: number(guard.count) })}
    </StatusBadge>
  )
}

function Violations({ guard: { violations } }: { guard: Guard }) {
  const { t, say, number } = useLocale()
  const [offset, setOffset] = useState(0)
  return (
    <>
      <DataTable
        label={t("subscription.guard.title")}
        columns={[
          t("subscription.one"),
          t("subscription.column.period"),
          t("subscription.guard.says"),
        ]}
      >
        {violations
          .slice(offset, offset + LIMIT)
          .map(({ subscription_id, invariant, period_index, says }) => (
            <Table.Row key={`${subscription_id} ${invariant} ${period_index}`}>
              <Table.Cell>
                <TextLink to={`/kairos/subscriptions/${subscription_id}`}>
                  {subscription_id}
                </TextLink>
              </Table.Cell>
              <Table.Cell>{period_index === null ? "–" : number(period_index)}</Table.Cell>
              <Table.Cell className="h-auto min-w-80 whitespace-normal py-2">
                {say(says)}
              </Table.Cell>
            </Table.Row>
          ))}
      </DataTable>
      <Pager
        list={t("subscription.guard.title")}
        count={violations.length}
        offset={offset}
        limit={LIMIT}
        onOffset={setOffset}
      />
    </>
  )
}
