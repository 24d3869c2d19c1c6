import { NewAutomationPage } from "../../../../components/automations/new-automation-page"
import { Crumb } from "../../../../components/common/page"

export const handle = { breadcrumb: () => <Crumb name="automation.new" /> }

const NewPage = () => <NewAutomationPage />

export default NewPage
