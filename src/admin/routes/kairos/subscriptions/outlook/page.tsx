import { Crumb } from "../../../../components/common/page"
import { OutlookPage } from "../../../../components/subscriptions/outlook-page"

export const handle = { breadcrumb: () => <Crumb name="subscription.outlook" /> }

const OutlookRoute = () => <OutlookPage />

export default OutlookRoute
