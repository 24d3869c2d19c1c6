import { useParams } from "react-router-dom"
import { Crumb } from "../../../../components/common/page"
import { DeliveryPage } from "../../../../components/deliveries/delivery-page"

export const handle = { breadcrumb: () => <Crumb name="delivery.one" /> }

const DeliveryRoute = () => {
  const { id = "" } = useParams()
  return <DeliveryPage key={id} id={id} />
}

export default DeliveryRoute
