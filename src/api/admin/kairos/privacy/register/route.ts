import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { registerOfProcessing } from "../../../../../core/privacy/register-of-processing"
import type { RegisterResponse } from "../../../../../types"

/** The register of processing: what Kairos keeps of shoppers, why, on what ground, for how long. */
export async function GET(
  _req: AuthenticatedMedusaRequest,
  res: MedusaResponse<RegisterResponse>
): Promise<void> {
  res.json({ register: registerOfProcessing() })
}
