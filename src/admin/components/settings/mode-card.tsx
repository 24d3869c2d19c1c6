import { AllowedButton } from "../common/allowed-button"
import { Alert, Text, toast, usePrompt } from "@medusajs/ui"
import type { Mode, SettingsResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import type { Settings } from "../../lib/resources"
import { ModeBadge } from "../common/badges"
import { Section } from "../common/page"
import { ErrorAlert } from "../common/states"

/** The one switch after which people get mail: it says so before and asks again. */
export function ModeCard({ settings }: { settings: Settings }) {
  const { t } = useLocale()
  const ask = usePrompt()
  const save = useSend<{ mode: Mode }, SettingsResponse>("settings")
  const other: Mode = settings.mode === "live" ? "shadow" : "live"
  const change = async () => {
    const isSure = await ask({
      title: t(`mode.confirm.${other}.title`),
      description: t(`mode.confirm.${other}.text`),
      confirmText: t(`mode.switch.${other}`),
      cancelText: t("form.cancel"),
      variant: other === "live" ? "danger" : "confirmation",
    })
    if (isSure) {
      save.mutate({ mode: other }, { onSuccess: () => toast.success(t(`mode.done.${other}`)) })
    }
  }
  const needsSender = other === "live" && !settings.sender
  return (
    <Section title={t("mode.title")} badge={<ModeBadge mode={settings.mode} />}>
      <div className="flex flex-col gap-y-3 px-6 py-4">
        <Text size="small">{t(`mode.text.${settings.mode}`)}</Text>
        {needsSender ? (
          <Alert variant="warning" className="items-start">
            {t("mode.needsSender")}
          </Alert>
        ) : null}
        {save.error ? <ErrorAlert error={save.error} /> : null}
        {settings.mode_is_fixed ? (
          <Text size="small" className="text-ui-fg-subtle">
            {t("settings.fixedByOptions", { option: "mode" })}
          </Text>
        ) : (
          <div>
            <AllowedButton
              needs="configure"
              size="small"
              variant={other === "live" ? "danger" : "secondary"}
              isLoading={save.isPending}
              onClick={() => void change()}
            >
              {t(`mode.switch.${other}`)}
            </AllowedButton>
          </div>
        )}
      </div>
    </Section>
  )
}
