import { serverModule } from "../../platform/module.ts";
import { triageContract } from "./contract.ts";
import { ask, listCategories } from "./operations/ask.ts";

export const triage = serverModule({ name: "triage", contract: triageContract, operations: { ask, listCategories } });

export { answer, codesOf, type TriageCodes } from "./answer.ts";
