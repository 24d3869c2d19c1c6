import { useLocale } from "../../lib/locale"
import { usePlacements, useTemplates } from "../../lib/resources"
import { TextLink } from "../common/page"
import { Pick } from "./controls"
import type { ControlProps } from "./field"

type ReferencePickProps = ControlProps & { value: string; onChange: (value: string) => void }

/** All that a shop has of these fits one list; the API's page size is only a guard. */
const ALL = { limit: 100 }

export function TemplatePick({ value, onChange, ...control }: ReferencePickProps) {
  const { t } = useLocale()
  const { data } = useTemplates(ALL)
  const options = (data?.templates ?? []).map((template) => ({
    value: template.id,
    label: `${template.name} (${template.locale})`,
  }))
  return (
    <>
      <Pick {...control} value={data ? value : ""} options={options} onChange={onChange} />
      {data && options.length === 0 ? (
        <p className="txt-small">
          {t("form.noTemplates")}{" "}
          <TextLink to="/kairos/templates/new">{t("template.new")}</TextLink>
        </p>
      ) : null}
    </>
  )
}

export function PlacementPick({ value, onChange, ...control }: ReferencePickProps) {
  const { t } = useLocale()
  const { data } = usePlacements(ALL)
  const options = (data?.placements ?? []).map((placement) => ({
    value: placement.code,
    label: `${placement.name} (${placement.code})`,
  }))
  return (
    <>
      <Pick {...control} value={data ? value : ""} options={options} onChange={onChange} />
      {data && options.length === 0 ? (
        <p className="txt-small">
          {t("form.noPlacements")}{" "}
          <TextLink to="/kairos/placements/new">{t("placement.new")}</TextLink>
        </p>
      ) : null}
    </>
  )
}
