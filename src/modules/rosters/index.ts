import { serverModule, unbuilt } from "../../platform/module.ts";
import { rostersContract } from "./contract.ts";

export const rosters = serverModule({ name: "rosters", contract: rostersContract, operations: unbuilt(rostersContract) });
