import { serverModule, unbuilt } from "../../platform/module.ts";
import { identityContract } from "./contract.ts";

export const identity = serverModule({ name: "identity", contract: identityContract, operations: unbuilt(identityContract) });
