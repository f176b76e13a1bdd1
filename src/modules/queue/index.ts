import { serverModule } from "../../platform/module.ts";
import { queueContract } from "./contract.ts";
import { closeDay } from "./jobs.ts";
import { board } from "./operations/board.ts";
import { checkIn, take } from "./operations/enter.ts";
import { call, callNext, finish, leave, list, recall, requeue, skip, start } from "./operations/serve.ts";

export const queue = serverModule({
  name: "queue",
  contract: queueContract,
  operations: { take, checkIn, list, callNext, call, recall, skip, requeue, start, finish, leave, board },
  jobs: [closeDay],
});

export { finishTicket, startTicket } from "./moves.ts";
