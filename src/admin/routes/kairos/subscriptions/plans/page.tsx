import { Crumb } from "../../../../components/common/page"
import { PlansPage } from "../../../../components/plans/plans-page"

export const handle = { breadcrumb: () => <Crumb name="plan.many" /> }

const PlansRoute = () => <PlansPage />

export default PlansRoute
