import { serverModule, unbuilt } from "../../platform/module.ts";
import { mattersContract } from "./contract.ts";

export const matters = serverModule({ name: "matters", contract: mattersContract, operations: unbuilt(mattersContract) });

export { addEvent, assignMatter, closeMatter, moveMatter, startClock, stopClock } from "./cases.ts";
export { matterClosed } from "./facts.ts";
export { findByProof, findMatter, type MatterRef, mattersByIds } from "./store.ts";
