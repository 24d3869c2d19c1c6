import type { MedusaContainer } from "@medusajs/framework/types"
import { AUTOMATION_MODULE } from "../../modules/kairos-automation"
import { AutomationService } from "../../modules/kairos-automation/service"
import { testOptions } from "../../../integration-tests/support/test-options"
import { runtimeOf } from "./runtime"

/** As a job gets it: each time another proxy of a module, and none in a scope. */
function jobsContainer(automation: AutomationService): MedusaContainer {
  const plain = (name: string) => (name === AUTOMATION_MODULE ? automation : {})
  return {
    resolve: (name: string) => new Proxy(plain(name), {}),
    createScope: () => ({ resolve: plain }),
  } as unknown as MedusaContainer
}

it("is one per application, in whatever Medusa wraps its modules", () => {
  const [automation, other] = [1, 2].map(() => new AutomationService({}, testOptions()))
  const runtime = runtimeOf(jobsContainer(automation!))
  expect(runtimeOf(jobsContainer(automation!))).toBe(runtime)
  expect(runtime.automation).toBe(automation)
  expect(runtimeOf(jobsContainer(other!))).not.toBe(runtime)
})
