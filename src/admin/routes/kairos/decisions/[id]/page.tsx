import { useParams } from "react-router-dom"
import { Crumb } from "../../../../components/common/page"
import { DecisionPage } from "../../../../components/decisions/decision-page"

export const handle = { breadcrumb: () => <Crumb name="decision.one" /> }

const DecisionRoute = () => {
  const { id = "" } = useParams()
  return <DecisionPage key={id} id={id} />
}

export default DecisionRoute
