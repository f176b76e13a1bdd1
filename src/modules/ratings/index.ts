import { serverModule, unbuilt } from "../../platform/module.ts";
import { ratingsContract } from "./contract.ts";

export const ratings = serverModule({ name: "ratings", contract: ratingsContract, operations: unbuilt(ratingsContract) });
