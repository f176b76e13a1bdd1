/** @jsxImportSource hono/jsx */
import type { Hono } from "hono";
import type { PortalEnv } from "../../../platform/module.ts";
import { NotFound } from "../../../platform/portal.ts";
import { Id } from "../../../shared/contract.ts";
import { Board } from "../../../ui/portal/board.tsx";
import { queueContract } from "../contract.ts";

/** The waiting-room screen of one clinic; its numbers come from `/api/boards/{clinicId}`. */
export function queuePortal(router: Hono<PortalEnv>): void {
  router.get("/board/:clinicId", async (c) => {
    const clinicId = c.req.param("clinicId");
    if (!Id.safeParse(clinicId).success) throw new NotFound();
    const { pack } = c.var.platform;
    const { clinicName } = await c.var.api(queueContract).board({ clinicId });
    return c.html(
      <Board
        clinicName={clinicName}
        hotline={pack.hotline.number}
        city={pack.name}
        dataUrl={`/api/boards/${clinicId}`}
        nonce={c.var.nonce}
      />,
    );
  });
}
