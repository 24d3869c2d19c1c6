import { AllowedButton } from "../common/allowed-button"
import { Text, toast } from "@medusajs/ui"
import type { FormEvent, ReactNode } from "react"
import type { SettingsResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { Section } from "../common/page"
import { ErrorAlert } from "../common/states"
import { Problems, useProblemsOf } from "../forms/field"

type SettingsFormProps = {
  title: string
  description: string
  /** The plugin's option that decides instead, where it was set. */
  option: string
  isFixed: boolean
  /** What is sent when it is saved. */
  patch: () => object
  children: ReactNode
}

/** A card of settings that are saved together, or shown as fixed by the developer. */
export function SettingsForm(props: SettingsFormProps) {
  const { title, description, option, isFixed, patch, children } = props
  const { t } = useLocale()
  const save = useSend<object, SettingsResponse>("settings")
  const problems = useProblemsOf(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(patch(), { onSuccess: () => toast.success(t("settings.saved")) })
  }
  return (
    <Section title={title} description={description}>
      <Problems value={problems}>
        <form onSubmit={submit} noValidate aria-label={title}>
          <fieldset disabled={isFixed}>
            <legend className="sr-only">{title}</legend>
            {children}
          </fieldset>
          <div className="flex flex-col gap-y-3 px-6 pb-4">
            {save.error ? <ErrorAlert error={save.error} /> : null}
            {isFixed ? (
              <Text size="small" className="text-ui-fg-subtle">
                {t("settings.fixedByOptions", { option })}
              </Text>
            ) : (
              <div>
                <AllowedButton
                  needs="configure"
                  type="submit"
                  size="small"
                  isLoading={save.isPending}
                >
                  {t("form.save")}
                </AllowedButton>
              </div>
            )}
          </div>
        </form>
      </Problems>
    </Section>
  )
}
