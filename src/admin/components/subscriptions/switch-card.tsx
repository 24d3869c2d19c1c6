import { Text, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import type { SubscriptionDetailResponse, SwitchChoicesResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { useSwitches } from "../../lib/resources"
import { AllowedButton } from "../common/allowed-button"
import { Section } from "../common/page"
import { Loaded } from "../common/states"
import { Pick } from "../forms/controls"

type Choice = SwitchChoicesResponse["choices"][number]
type Target = { plan_id: string; variant_id: string }

const valueOf = ({ plan_id, variant_id }: Target): string => `${plan_id} ${variant_id}`

/** Another plan or variant for a customer who asked for it: chosen, shown with what its next payment costs, and then switched. */
export function SwitchCard({ id }: { id: string }) {
  const { t } = useLocale()
  const [chosen, choose] = useState("")
  const query = useSwitches(id)
  return (
    <Section title={t("subscription.switch.title")} description={t("subscription.switch.hint")}>
      <Loaded query={query} rows={2}>
        {({ choices }) => {
          const choice = choices.find((one) => valueOf(one) === chosen)
          return (
            <div className="flex flex-col gap-y-3 px-6 py-4">
              <ChoicePick choices={choices} chosen={chosen} choose={choose} />
              {choice === undefined ? null : (
                <Quoted key={chosen} id={id} choice={choice} onDone={() => choose("")} />
              )}
            </div>
          )
        }}
      </Loaded>
    </Section>
  )
}

function ChoicePick({
  choices,
  chosen,
  choose,
}: {
  choices: readonly Choice[]
  chosen: string
  choose: (value: string) => void
}) {
  const { t, money } = useLocale()
  const id = useId()
  const options = choices.map((choice) => {
    const { title, plan, price, currency_code, every, back } = choice
    const what = `${title}: ${plan}, ${money(price, currency_code)} ${every}`
    const label = back ? t("subscription.switch.back", { what }) : what
    return { value: valueOf(choice), label }
  })
  return (
    <Pick
      id={id}
      size="small"
      aria-label={t("subscription.switch.choose")}
      placeholder={t("subscription.switch.choose")}
      value={chosen}
      options={options}
      onChange={choose}
    />
  )
}

/** What the press would mean: whoever presses has read the price that is sent with it. */
function Quoted({ id, choice, onDone }: { id: string; choice: Choice; onDone: () => void }) {
  const { t, date, money } = useLocale()
  const { plan_id, variant_id } = choice
  const query = useSwitches(id, { plan_id, variant_id })
  const send = useSend<Target & { amount: string }, SubscriptionDetailResponse>(
    `subscriptions/${id}/switch`
  )
  return (
    <Loaded query={query} rows={2}>
      {({ quote }) =>
        quote === null ? null : (
          <>
            <Text size="small">
              {t("subscription.switch.quote", {
                date: date(quote.from),
                amount: money(quote.amount, quote.currency_code),
              })}
              {quote.asks_consent ? ` ${t("subscription.switch.asks")}` : ""}
            </Text>
            <AllowedButton
              needs="configure"
              size="small"
              variant="secondary"
              className="self-start"
              disabled={send.isPending || valueOf(quote) !== valueOf(choice)}
              onClick={() =>
                send.mutate(
                  { plan_id, variant_id, amount: quote.amount },
                  {
                    onSuccess: () => {
                      toast.success(t("subscription.switch.done"))
                      onDone()
                    },
                    onError: (error) =>
                      toast.error(t("error.conflict"), { description: error.message }),
                  }
                )
              }
            >
              {t("subscription.switch.button")}
            </AllowedButton>
          </>
        )
      }
    </Loaded>
  )
}
