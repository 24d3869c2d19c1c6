import { AllowedButton } from "../common/allowed-button"
import { Alert, StatusBadge, Text, toast, usePrompt } from "@medusajs/ui"
import type { SettingsResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { useCatalog, type Settings } from "../../lib/resources"
import { Section } from "../common/page"
import { ErrorAlert } from "../common/states"

type Stopped = Settings["stopped"]

/** The emergency brakes: for everything, and for one channel at a time. */
export function SwitchesCard({ settings }: { settings: Settings }) {
  const { t, say } = useLocale()
  const ask = usePrompt()
  const channels = useCatalog().data?.catalog.channels ?? []
  const save = useSend<{ stopped: Stopped }, SettingsResponse>("settings")
  const { stopped } = settings
  const change = async (next: Stopped, name: string, isStopping: boolean) => {
    const verb = isStopping ? "stop" : "resume"
    const isSure = await ask({
      title: t(`stop.confirm.${verb}.title`, { name }),
      description: t(`stop.confirm.${verb}.text`),
      confirmText: t(`stop.${verb}`),
      cancelText: t("form.cancel"),
      variant: isStopping ? "danger" : "confirmation",
    })
    if (isSure) {
      save.mutate(
        { stopped: next },
        { onSuccess: () => toast.success(t(`stop.done.${verb}`, { name })) }
      )
    }
  }
  const withChannel = (code: string, isStopping: boolean): Stopped => ({
    ...stopped,
    channels: isStopping
      ? [...stopped.channels, code]
      : stopped.channels.filter((other) => other !== code),
  })
  return (
    <Section title={t("stop.title")} description={t("stop.hint")}>
      {save.error ? (
        <div className="px-6 py-4">
          <ErrorAlert error={save.error} />
        </div>
      ) : null}
      {stopped.all ? (
        <div className="px-6 py-4">
          <Alert variant="error" className="items-start">
            {t("stop.allText")}
          </Alert>
        </div>
      ) : null}
      <ul className="divide-y">
        <Switch
          isMain
          name={t("stop.everything")}
          isStopped={stopped.all}
          isPending={save.isPending}
          onChange={(isStopping) =>
            void change({ ...stopped, all: isStopping }, t("stop.everything"), isStopping)
          }
        />
        {channels.map(({ code, label }) => {
          const name = t(`channel.${code}`, { defaultValue: say(label) })
          return (
            <Switch
              key={code}
              name={name}
              isStopped={stopped.channels.includes(code)}
              isPending={save.isPending}
              onChange={(isStopping) =>
                void change(withChannel(code, isStopping), name, isStopping)
              }
            />
          )
        })}
      </ul>
    </Section>
  )
}

type SwitchProps = {
  name: string
  /** The one that ends everything looks like it. */
  isMain?: boolean
  isStopped: boolean
  isPending: boolean
  onChange: (isStopping: boolean) => void
}

function Switch({ name, isMain = false, isStopped, isPending, onChange }: SwitchProps) {
  const { t } = useLocale()
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-6 py-3">
      <span className="flex items-center gap-x-3">
        <Text size="small" weight="plus" as="span">
          {name}
        </Text>
        <StatusBadge color={isStopped ? "red" : "green"}>
          {t(isStopped ? "stop.stopped" : "stop.running")}
        </StatusBadge>
      </span>
      <AllowedButton
        needs="configure"
        size="small"
        variant={isMain && !isStopped ? "danger" : "secondary"}
        disabled={isPending}
        aria-label={t(isStopped ? "stop.resumeNamed" : "stop.stopNamed", { name })}
        onClick={() => onChange(!isStopped)}
      >
        {t(isStopped ? "stop.resume" : "stop.stop")}
      </AllowedButton>
    </li>
  )
}
