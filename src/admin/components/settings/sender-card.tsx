import { useState } from "react"
import { useLocale } from "../../lib/locale"
import type { Settings } from "../../lib/resources"
import { TextArea, TextInput } from "../forms/controls"
import { Field } from "../forms/field"
import { SettingsForm } from "./settings-form"

type Sender = NonNullable<Settings["sender"]>

const EMPTY: Sender = { name: "", email: "", postal_address: "", reply_to: null }

export function SenderCard({ settings }: { settings: Settings }) {
  const { t } = useLocale()
  const [sender, setSender] = useState<Sender>(settings.sender ?? EMPTY)
  const change = (patch: Partial<Sender>) => setSender((current) => ({ ...current, ...patch }))
  return (
    <SettingsForm
      title={t("settings.sender")}
      description={t("settings.senderHint")}
      option="sender"
      isFixed={settings.sender_is_fixed}
      patch={() => ({ sender })}
    >
      <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-2">
        <Field label={t("settings.senderName")} path="sender.name">
          {(control) => (
            <TextInput {...control} value={sender.name} onChange={(name) => change({ name })} />
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
          optional
          label={t("settings.replyTo")}
          hint={t("settings.replyToHint")}
          path="sender.reply_to"
        >
          {(control) => (
            <TextInput
              {...control}
              type="email"
              value={sender.reply_to ?? ""}
              onChange={(address) => change({ reply_to: address === "" ? null : address })}
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
    </SettingsForm>
  )
}
