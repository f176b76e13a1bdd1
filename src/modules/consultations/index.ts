import { serverModule, unbuilt } from "../../platform/module.ts";
import { consultationsContract } from "./contract.ts";

export const consultations = serverModule({ name: "consultations", contract: consultationsContract, operations: unbuilt(consultationsContract) });
