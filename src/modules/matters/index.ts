import { serverModule, unbuilt } from "../../platform/module.ts";
import { mattersContract } from "./contract.ts";

export const matters = serverModule({ name: "matters", contract: mattersContract, operations: unbuilt(mattersContract) });
