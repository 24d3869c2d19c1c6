import { Crumb } from "../../../../../components/common/page"
import { NewPlanPage } from "../../../../../components/plans/plan-page"

export const handle = { breadcrumb: () => <Crumb name="plan.new" /> }

const NewPlanRoute = () => <NewPlanPage />

export default NewPlanRoute
