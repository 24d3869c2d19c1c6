import { useParams } from "react-router-dom"
import { Crumb } from "../../../../../components/common/page"
import { PlanPage } from "../../../../../components/plans/plan-page"

export const handle = { breadcrumb: () => <Crumb name="plan.one" /> }

const PlanRoute = () => {
  const { id = "" } = useParams()
  return <PlanPage key={id} id={id} />
}

export default PlanRoute
