import { Crumb } from "../../../../components/common/page"
import { NewPlacementPage } from "../../../../components/content/placement-page"

export const handle = { breadcrumb: () => <Crumb name="placement.new" /> }

const NewPlacementRoute = () => <NewPlacementPage />

export default NewPlacementRoute
