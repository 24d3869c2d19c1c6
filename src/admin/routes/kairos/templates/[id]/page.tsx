import { useParams } from "react-router-dom"
import { Crumb } from "../../../../components/common/page"
import { TemplatePage } from "../../../../components/templates/template-page"

export const handle = { breadcrumb: () => <Crumb name="template.one" /> }

const TemplateRoute = () => {
  const { id = "" } = useParams()
  return <TemplatePage key={id} id={id} />
}

export default TemplateRoute
