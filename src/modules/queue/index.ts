import { serverModule } from "../../platform/module.ts";
import { queueContract } from "./contract.ts";
import { closeDay } from "./jobs.ts";
import { board } from "./operations/board.ts";
import { checkIn, take } from "./operations/enter.ts";
import { call, callNext, finish, leave, list, recall, requeue, skip, start } from "./operations/serve.ts";
import { queuePortal } from "./portal/routes.tsx";

export const queue = serverModule({
  name: "queue",
  contract: queueContract,
  operations: { take, checkIn, list, callNext, call, recall, skip, requeue, start, finish, leave, board },
  jobs: [closeDay],
  portal: queuePortal,
});

export { finishTicket, startTicket } from "./moves.ts";
