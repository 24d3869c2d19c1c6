import { useParams } from "react-router-dom"
import { AutomationPage } from "../../../../components/automations/automation-page"
import { Crumb } from "../../../../components/common/page"

export const handle = { breadcrumb: () => <Crumb name="automation.one" /> }

const DetailPage = () => {
  const { id = "" } = useParams()
  return <AutomationPage key={id} id={id} />
}

export default DetailPage
