import type { DeliveryResponse } from "../../../types"
import { useLocale } from "../../lib/locale"

type Attempts = Pick<DeliveryResponse, "attempts">

/** Each try with its outcome, folded: most deliveries have one and it went well. */
export function DeliveryAttempts({ attempts }: Attempts) {
  const { t } = useLocale()
  if (attempts.length === 0) {
    return null
  }
  return (
    <details>
      <summary className="txt-compact-xsmall text-ui-fg-subtle cursor-pointer">
        {t("delivery.attempts", { number: attempts.length })}
      </summary>
      <AttemptList attempts={attempts} />
    </details>
  )
}

export function AttemptList({ attempts }: Attempts) {
  const { t, say, dateTime } = useLocale()
  return (
    <ol className="txt-compact-xsmall mt-1 flex flex-col gap-y-1">
      {attempts.map((attempt, index) => (
        <li key={index} className="break-words">
          {dateTime(attempt.at)}:{" "}
          {t(`delivery.outcome.${attempt.outcome}`, { defaultValue: attempt.outcome })}
          {attempt.text ? `: ${say(attempt.text)}` : ""}
        </li>
      ))}
    </ol>
  )
}
