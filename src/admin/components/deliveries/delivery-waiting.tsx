import { Text } from "@medusajs/ui"
import type { DeliveryResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useEventName } from "../../lib/resources"

/** What has not left yet says what it waits for: an hour of the person's, room under a cap, an event. */
export function DeliveryWaiting({ delivery }: { delivery: DeliveryResponse }) {
  const { t, say, dateTime, elsewhere, minutes } = useLocale()
  const eventName = useEventName()
  const { state, hold, awaits } = delivery
  if (state === "held" && hold) {
    const isElsewhere = elsewhere(hold.until, hold.time_zone) !== null
    return (
      <Text size="xsmall" className="text-ui-fg-subtle break-words">
        {sentence(say(hold.text))}
        {isElsewhere || hold.time_zone === null
          ? ` ${t("delivery.yourClock", { time: dateTime(hold.until) })}`
          : ""}
      </Text>
    )
  }
  if (state === "queued" && awaits) {
    return (
      <Text size="xsmall" className="text-ui-fg-subtle break-words">
        {t(`delivery.awaits.${awaits.otherwise}`, {
          event: eventName(awaits.name),
          time: minutes(awaits.within_minutes),
        })}
      </Text>
    )
  }
  return null
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
