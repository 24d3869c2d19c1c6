import { Prompt } from "@medusajs/ui"
import { useEffect } from "react"
import { useBlocker } from "react-router-dom"
import { useLocale } from "../../lib/locale"

/** Asks before unsaved work is left, by link or by closing the tab. */
export function LeaveGuard({ when }: { when: boolean }) {
  const { t } = useLocale()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      when && currentLocation.pathname !== nextLocation.pathname
  )
  useEffect(() => {
    if (!when) {
      return
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener("beforeunload", ask)
    return () => window.removeEventListener("beforeunload", ask)
  }, [when])
  return (
    <Prompt open={blocker.state === "blocked"} variant="confirmation">
      <Prompt.Content>
        <Prompt.Header>
          <Prompt.Title>{t("form.leaveTitle")}</Prompt.Title>
          <Prompt.Description>{t("form.leaveText")}</Prompt.Description>
        </Prompt.Header>
        <Prompt.Footer>
          <Prompt.Cancel onClick={() => blocker.reset?.()}>{t("form.stay")}</Prompt.Cancel>
          <Prompt.Action onClick={() => blocker.proceed?.()}>{t("form.leave")}</Prompt.Action>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}
