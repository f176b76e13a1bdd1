import { serverModule, unbuilt } from "../../platform/module.ts";
import { triageContract } from "./contract.ts";

export const triage = serverModule({ name: "triage", contract: triageContract, operations: unbuilt(triageContract) });
