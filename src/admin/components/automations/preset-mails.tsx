import { AllowedButton } from "../common/allowed-button"
import { Button, Text } from "@medusajs/ui"
import { useEffect, useRef } from "react"
import type { AutomationDefinition, PresetTemplatesResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import type { Preset } from "../../lib/resources"
import { Section } from "../common/page"
import { ErrorAlert } from "../common/states"

type PresetMailsProps = { preset: Preset; onStart: (automation: AutomationDefinition) => void }

/** Before the form of a preset that sends: its mails are made with one click, or the shop takes templates of its own. */
export function PresetMails({ preset, onStart }: PresetMailsProps) {
  const { t, say, locale } = useLocale()
  const make = useSend<{ locale: string }, PresetTemplatesResponse>(
    `presets/${encodeURIComponent(preset.code)}/templates`
  )
  const alert = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (make.error) {
      alert.current?.focus()
    }
  }, [make.error])
  return (
    <Section
      title={t("preset.mails")}
      description={t("preset.mailsHint", { name: say(preset.label) })}
    >
      <ul className="divide-y">
        {preset.mails.map((mail) => (
          <li key={mail.name} className="px-6 py-3">
            <Text size="small" weight="plus">
              {mail.name}
            </Text>
            <Text size="small" className="text-ui-fg-subtle break-words">
              {mail.subject}
            </Text>
          </li>
        ))}
      </ul>
      <div className="flex flex-col gap-y-3 px-6 py-4">
        <div ref={alert} tabIndex={-1} className="outline-none empty:hidden">
          {make.error ? <ErrorAlert error={make.error} /> : null}
        </div>
        <div className="flex flex-wrap gap-2">
          <AllowedButton
            needs="edit"
            size="small"
            isLoading={make.isPending}
            onClick={() =>
              make.mutate({ locale }, { onSuccess: ({ automation }) => onStart(automation) })
            }
          >
            {t("preset.makeMails")}
          </AllowedButton>
          <Button size="small" variant="secondary" onClick={() => onStart(preset.automation)}>
            {t("preset.ownMails")}
          </Button>
        </div>
      </div>
    </Section>
  )
}
