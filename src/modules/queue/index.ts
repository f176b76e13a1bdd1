import { serverModule, unbuilt } from "../../platform/module.ts";
import { queueContract } from "./contract.ts";

export const queue = serverModule({ name: "queue", contract: queueContract, operations: unbuilt(queueContract) });
