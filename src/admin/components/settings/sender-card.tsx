import { Button, Text, toast } from "@medusajs/ui"
import { useState, type FormEvent } from "react"
import type { SettingsResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import type { Settings } from "../../lib/resources"
import { Section } from "../common/page"
import { ErrorAlert } from "../common/states"
import { TextArea, TextInput } from "../forms/controls"
import { Field, Problems, useProblemsOf } from "../forms/field"

type Sender = NonNullable<Settings["sender"]>

const EMPTY: Sender = { name: "", email: "", postal_address: "" }

export function SenderCard({ settings }: { settings: Settings }) {
  const { t } = useLocale()
  const [sender, setSender] = useState<Sender>(settings.sender ?? EMPTY)
  const save = useSend<{ sender: Sender }, SettingsResponse>("settings")
  const change = (patch: Partial<Sender>) => setSender((current) => ({ ...current, ...patch }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ sender }, { onSuccess: () => toast.success(t("settings.saved")) })
  }
  const problems = useProblemsOf(save.error)
  return (
    <Section title={t("settings.sender")} description={t("settings.senderHint")}>
      <Problems value={problems}>
        <form onSubmit={submit} noValidate>
          <fieldset disabled={settings.sender_is_fixed}>
            <legend className="sr-only">{t("settings.sender")}</legend>
            <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-2">
              <Field label={t("settings.senderName")} path="sender.name">
                {(control) => (
                  <TextInput
                    {...control}
                    value={sender.name}
                    onChange={(name) => change({ name })}
                  />
                )}
              </Field>
              <Field label={t("settings.senderEmail")} path="sender.email">
                {(control) => (
                  <TextInput
                    {...control}
                    type="email"
                    value={sender.email}
                    onChange={(email) => change({ email })}
                  />
                )}
              </Field>
              <Field
                label={t("settings.postalAddress")}
                hint={t("settings.postalAddressHint")}
                path="sender.postal_address"
                className="md:col-span-2"
              >
                {(control) => (
                  <TextArea
                    {...control}
                    rows={2}
                    value={sender.postal_address}
                    onChange={(postal_address) => change({ postal_address })}
                  />
                )}
              </Field>
            </div>
          </fieldset>
          <div className="flex flex-col gap-y-3 px-6 pb-4">
            {save.error ? <ErrorAlert error={save.error} /> : null}
            {settings.sender_is_fixed ? (
              <Text size="small" className="text-ui-fg-subtle">
                {t("settings.fixedByOptions", { option: "sender" })}
              </Text>
            ) : (
              <div>
                <Button type="submit" size="small" isLoading={save.isPending}>
                  {t("form.save")}
                </Button>
              </div>
            )}
          </div>
        </form>
      </Problems>
    </Section>
  )
}
