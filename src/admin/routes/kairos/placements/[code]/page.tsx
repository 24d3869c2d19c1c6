import { useParams } from "react-router-dom"
import { Crumb } from "../../../../components/common/page"
import { PlacementPage } from "../../../../components/content/placement-page"

export const handle = { breadcrumb: () => <Crumb name="placement.one" /> }

const PlacementRoute = () => {
  const { code = "" } = useParams()
  return <PlacementPage key={code} code={code} />
}

export default PlacementRoute
