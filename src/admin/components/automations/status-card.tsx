import { Text, toast, usePrompt } from "@medusajs/ui"
import type { AutomationResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { useSettings } from "../../lib/resources"
import { AllowedButton } from "../common/allowed-button"
import { AutomationBadge } from "../common/badges"
import { Section } from "../common/page"
import { ErrorAlert } from "../common/states"

type Verb = "activate" | "pause" | "archive"

const VERBS: Record<AutomationResponse["status"], readonly Verb[]> = {
  draft: ["activate", "archive"],
  active: ["pause", "archive"],
  paused: ["activate", "archive"],
  archived: ["activate"],
}

/** What it does, as a sentence, and the switches: none of them acts without being asked once more. */
export function StatusCard({
  automation,
  isDirty,
}: {
  automation: AutomationResponse
  isDirty: boolean
}) {
  const { t, say, dateTime } = useLocale()
  const ask = usePrompt()
  const settings = useSettings().data?.settings
  const send = useSend<{ verb: Verb }, { automation: AutomationResponse }>(
    ({ verb }) => `automations/${automation.id}/${verb}`
  )
  const act = async (verb: Verb) => {
    const warning = verb === "activate" && settings?.mode === "live" ? "activateLive" : verb
    const isSure = await ask({
      title: t(`automation.confirm.${verb}.title`, { name: automation.name }),
      description: t(`automation.confirm.${warning}.text`),
      confirmText: t(`automation.${verb}`),
      cancelText: t("form.cancel"),
      variant: verb === "archive" ? "danger" : "confirmation",
    })
    if (isSure) {
      send.mutate({ verb }, { onSuccess: () => toast.success(t(`automation.done.${verb}`)) })
    }
  }
  return (
    <Section
      title={t("automation.statusLabel")}
      badge={<AutomationBadge status={automation.status} />}
    >
      <div className="flex flex-col gap-y-3 px-6 py-4">
        <Text size="small">{say(automation.sentence)}</Text>
        {automation.activated_at ? (
          <Text size="small" className="text-ui-fg-subtle">
            {t("automation.activatedAt", { date: dateTime(automation.activated_at) })}
          </Text>
        ) : null}
        {send.error ? <ErrorAlert error={send.error} /> : null}
        {isDirty && VERBS[automation.status].includes("activate") ? (
          <Text size="small" className="text-ui-fg-subtle">
            {t("automation.saveFirst")}
          </Text>
        ) : null}
        <div className="flex flex-wrap gap-2">
          {VERBS[automation.status].map((verb) => (
            <AllowedButton
              needs="publish"
              key={verb}
              size="small"
              variant={verb === "activate" ? "primary" : "secondary"}
              disabled={send.isPending || (isDirty && verb === "activate")}
              onClick={() => void act(verb)}
            >
              {t(`automation.${verb}`)}
            </AllowedButton>
          ))}
        </div>
      </div>
    </Section>
  )
}
