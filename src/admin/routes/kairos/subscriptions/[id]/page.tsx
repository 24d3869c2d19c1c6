import { useParams } from "react-router-dom"
import { Crumb } from "../../../../components/common/page"
import { SubscriptionPage } from "../../../../components/subscriptions/subscription-page"

export const handle = { breadcrumb: () => <Crumb name="subscription.one" /> }

const SubscriptionRoute = () => {
  const { id = "" } = useParams()
  return <SubscriptionPage key={id} id={id} />
}

export default SubscriptionRoute
