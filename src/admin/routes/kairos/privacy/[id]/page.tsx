import { useParams } from "react-router-dom"
import { Crumb } from "../../../../components/common/page"
import { DossierPage } from "../../../../components/privacy/dossier-page"

export const handle = { breadcrumb: () => <Crumb name="privacy.dossier" /> }

const DossierRoute = () => {
  const { id = "" } = useParams()
  return <DossierPage key={id} customerId={id} />
}

export default DossierRoute
