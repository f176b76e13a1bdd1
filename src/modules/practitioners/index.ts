import { serverModule, unbuilt } from "../../platform/module.ts";
import { practitionersContract } from "./contract.ts";

export const practitioners = serverModule({ name: "practitioners", contract: practitionersContract, operations: unbuilt(practitionersContract) });
