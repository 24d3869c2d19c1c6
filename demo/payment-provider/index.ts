import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { DemoPaymentService } from "./service"

export default ModuleProvider(Modules.PAYMENT, {
  // The base class's constructor is protected; Medusa's own loader calls it all the same.
  services: [DemoPaymentService as never],
})
