import { AllowedButton } from "../common/allowed-button"
import { Button, Text, toast, usePrompt } from "@medusajs/ui"
import type {
  AutomationDefinition,
  AutomationResponse,
  AutomationVersionResponse,
} from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { useVersions } from "../../lib/resources"
import { Section } from "../common/page"
import { ErrorAlert, Loaded } from "../common/states"

type OnLoad = (definition: AutomationDefinition, version: number) => void
type VersionsCardProps = {
  automation: AutomationResponse
  onLoad: OnLoad
  /** It is the saved one now. */
  onRestored: OnLoad
}

/**
 * Every save is a version. An older one can be made the current one again as it was, or be taken back into the form, changed
 * and saved; both make a new version.
 */
export function VersionsCard({ automation, onLoad, onRestored }: VersionsCardProps) {
  const { t } = useLocale()
  const ask = usePrompt()
  const query = useVersions(automation.id)
  const send = useSend<{ version: number }, { automation: AutomationResponse }>(
    ({ version }) => `automations/${automation.id}/versions/${version}/restore`
  )
  const restore = async (version: number) => {
    const isSure = await ask({
      title: t("version.confirm.title", { number: version }),
      description: t("version.confirm.text"),
      confirmText: t("version.restore"),
      cancelText: t("form.cancel"),
      variant: "confirmation",
    })
    if (!isSure) {
      return
    }
    send.mutate(
      { version },
      {
        onSuccess: (answer) => {
          onRestored(answer.automation, answer.automation.version)
          toast.success(t("automation.saved", { number: answer.automation.version }))
        },
      }
    )
  }
  return (
    <Section title={t("version.title")} description={t("version.hint")}>
      {send.error ? (
        <div className="px-6 py-4">
          <ErrorAlert error={send.error} />
        </div>
      ) : null}
      <Loaded query={query} rows={2}>
        {({ versions }) => (
          <ol
            className="max-h-80 divide-y overflow-y-auto"
            tabIndex={0}
            aria-label={t("version.title")}
          >
            {[...versions]
              .sort((a, b) => b.version - a.version)
              .map((version) => (
                <VersionRow
                  key={version.version}
                  version={version}
                  isCurrent={version.version === automation.version}
                  isBusy={send.isPending}
                  needs={automation.status === "active" ? "publish" : "edit"}
                  onLoad={onLoad}
                  onRestore={(number) => void restore(number)}
                />
              ))}
          </ol>
        )}
      </Loaded>
    </Section>
  )
}

type VersionRowProps = {
  version: AutomationVersionResponse
  isCurrent: boolean
  isBusy: boolean
  needs: "edit" | "publish"
  onLoad: OnLoad
  onRestore: (version: number) => void
}

function VersionRow({ version, isCurrent, isBusy, needs, onLoad, onRestore }: VersionRowProps) {
  const { t, dateTime } = useLocale()
  return (
    <li className="flex items-center justify-between gap-3 px-6 py-3">
      <div className="min-w-0">
        <Text size="small" weight="plus">
          {t("version.number", { number: version.version })}
          {isCurrent ? ` · ${t("version.current")}` : ""}
        </Text>
        <Text size="small" className="text-ui-fg-subtle truncate">
          {dateTime(version.created_at)}
        </Text>
      </div>
      {isCurrent ? null : (
        <div className="flex items-center">
          <Button
            size="small"
            variant="transparent"
            aria-label={t("version.loadNamed", { number: version.version })}
            onClick={() => onLoad(version.definition, version.version)}
          >
            {t("version.load")}
          </Button>
          <AllowedButton
            needs={needs}
            size="small"
            variant="transparent"
            disabled={isBusy}
            aria-label={t("version.restoreNamed", { number: version.version })}
            onClick={() => onRestore(version.version)}
          >
            {t("version.restore")}
          </AllowedButton>
        </div>
      )}
    </li>
  )
}
