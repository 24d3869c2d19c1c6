import { Fragment } from "react"
import type { PlacementResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { TextLink } from "../common/page"

/** Whose holders alone see a placement's content, with the way to each plan; else that everybody does. */
export function ReservedFor({ plans }: { plans: PlacementResponse["reserved_by"] }) {
  const { t } = useLocale()
  return plans.length === 0
    ? t("placement.everybody")
    : plans.map(({ id, name }, index) => (
        <Fragment key={id}>
          {index > 0 ? ", " : null}
          <TextLink to={`/kairos/subscriptions/plans/${id}`}>{name}</TextLink>
        </Fragment>
      ))
}
