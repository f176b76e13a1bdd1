import { serverModule } from "../../platform/module.ts";
import { practitionersContract } from "./contract.ts";
import { change } from "./operations/change.ts";
import { get, list } from "./operations/read.ts";
import { register } from "./operations/register.ts";

export const practitioners = serverModule({
  name: "practitioners",
  contract: practitionersContract,
  operations: { list, get, register, change },
});

export { registerDemoPractitioners } from "./demo.ts";
export { practitionerStateChanged } from "./facts.ts";
export { practitionersByIds, practitionersWithin } from "./store.ts";
