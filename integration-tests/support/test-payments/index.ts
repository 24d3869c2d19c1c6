import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { TestPayments } from "./service"

export default ModuleProvider(Modules.PAYMENT, {
  // The base class's constructor is protected; Medusa's own loader calls it all the same.
  services: [TestPayments as never],
})
