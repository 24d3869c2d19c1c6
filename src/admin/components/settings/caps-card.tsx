import { Plus, Trash } from "@medusajs/icons"
import { Button, IconButton, Text } from "@medusajs/ui"
import { useRef, useState } from "react"
import { useLocale } from "../../lib/locale"
import { useCatalog, type Settings } from "../../lib/resources"
import { NumberInput, Pick } from "../forms/controls"
import { Field } from "../forms/field"
import { SettingsForm } from "./settings-form"

type Cap = Settings["caps"][number]
/** A number is null while its field is empty; the API says what it expects. */
type CapDraft = {
  readonly uid: number
  readonly channel: Cap["channel"]
  readonly max: number | null
  readonly days: number | null
}

const ALL = "all"
const MOST = 10

export function CapsCard({ settings }: { settings: Settings }) {
  const { t } = useLocale()
  const uids = useRef(0)
  const draftOf = (cap: Cap): CapDraft => ({ ...cap, uid: (uids.current += 1) })
  const [caps, setCaps] = useState<readonly CapDraft[]>(() => settings.caps.map(draftOf))
  const isFixed = settings.caps_are_fixed
  return (
    <SettingsForm
      title={t("cap.title")}
      description={t("cap.hint")}
      option="caps"
      isFixed={isFixed}
      patch={() => ({ caps: caps.map(({ uid: _uid, ...cap }) => cap) })}
    >
      <div className="flex flex-col gap-y-3 px-6 py-4">
        {caps.length === 0 ? (
          <Text size="small" className="text-ui-fg-subtle">
            {t("cap.none")}
          </Text>
        ) : null}
        <ol className="flex flex-col gap-y-3">
          {caps.map((cap, index) => (
            <li key={cap.uid}>
              <CapRow
                cap={cap}
                index={index}
                isFixed={isFixed}
                onChange={(next) => setCaps(caps.map((other) => (other === cap ? next : other)))}
                onRemove={() => setCaps(caps.filter((other) => other !== cap))}
              />
            </li>
          ))}
        </ol>
        {isFixed || caps.length >= MOST ? null : (
          <div>
            <Button
              type="button"
              size="small"
              variant="secondary"
              onClick={() => setCaps([...caps, draftOf({ channel: null, max: 1, days: 1 })])}
            >
              <Plus />
              {t("cap.add")}
            </Button>
          </div>
        )}
      </div>
    </SettingsForm>
  )
}

type CapRowProps = {
  cap: CapDraft
  index: number
  isFixed: boolean
  onChange: (cap: CapDraft) => void
  onRemove: () => void
}

function CapRow({ cap, index, isFixed, onChange, onRemove }: CapRowProps) {
  const { t, say } = useLocale()
  const channels = useCatalog().data?.catalog.channels ?? []
  const name = t("cap.one", { number: index + 1 })
  return (
    <div
      role="group"
      aria-label={name}
      className="grid grid-cols-[1fr_auto] items-start gap-3 md:grid-cols-[1fr_1fr_2fr_auto]"
    >
      <Field label={t("cap.max")} path={`caps.${index}.max`}>
        {(control) => (
          <NumberInput
            {...control}
            min={1}
            max={100}
            step={1}
            value={cap.max}
            onChange={(max) => onChange({ ...cap, max })}
          />
        )}
      </Field>
      <Field label={t("cap.days")} path={`caps.${index}.days`}>
        {(control) => (
          <NumberInput
            {...control}
            min={1}
            max={90}
            step={1}
            value={cap.days}
            onChange={(days) => onChange({ ...cap, days })}
          />
        )}
      </Field>
      <Field label={t("cap.channel")} path={`caps.${index}.channel`}>
        {(control) => (
          <Pick
            {...control}
            disabled={isFixed}
            value={cap.channel ?? ALL}
            options={[
              { value: ALL, label: t("cap.allChannels") },
              ...channels.map(({ code, label }) => ({
                value: code,
                label: t(`channel.${code}`, { defaultValue: say(label) }),
              })),
            ]}
            onChange={(next) => onChange({ ...cap, channel: next === ALL ? null : next })}
          />
        )}
      </Field>
      {isFixed ? null : (
        <IconButton
          type="button"
          variant="transparent"
          className="mt-6"
          aria-label={t("form.removeNamed", { name })}
          onClick={onRemove}
        >
          <Trash />
        </IconButton>
      )}
    </div>
  )
}
