import { Crumb } from "../../../../components/common/page"
import { NewTemplatePage } from "../../../../components/templates/template-page"

export const handle = { breadcrumb: () => <Crumb name="template.new" /> }

const NewTemplateRoute = () => <NewTemplatePage />

export default NewTemplateRoute
