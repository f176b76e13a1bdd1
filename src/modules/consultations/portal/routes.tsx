/** @jsxImportSource hono/jsx */
import type { Hono } from "hono";
import type { PortalEnv } from "../../../platform/module.ts";
import {
  fieldErrors,
  formOf,
  frameOf,
  keepSealed,
  keptSealed,
  NotFound,
  needsResident,
  type PortalContext,
  personal,
} from "../../../platform/portal.ts";
import { qrSvg } from "../../../platform/qr.ts";
import { Id } from "../../../shared/contract.ts";
import type { FieldError } from "../../../ui/portal/forms.tsx";
import { appointmentsContract } from "../../appointments/contract.ts";
import { type MatterRow, mattersContract } from "../../matters/contract.ts";
import { type Consultation, consultationsContract } from "../contract.ts";
import { sheetDocx } from "../docx.ts";
import { refusals } from "../labels.ts";
import { MyPage } from "./my.tsx";
import { SheetPage, VerifiedPage, VerifyPage } from "./pages.tsx";

const cookie = "clinic_verify";
const PAGE_SIZE = 10;

/** What a person takes home: the advice sheet on paper, its check, and everything of his own on one page. */
export function consultationsPortal(router: Hono<PortalEnv>): void {
  router.get("/my", my);
  router.get("/sheet/:id", sheet);
  router.get("/sheet/:id/docx", download);
  router.get("/verify", verifyPage);
  router.post("/verify", verify);
}

async function my(c: PortalContext): Promise<Response> {
  const away = needsResident(c);
  if (away) return away;
  const page = Math.min(Math.max(Math.trunc(Number(c.req.query("page"))) || 1, 1), 1_000);
  const [matters, appointments] = await Promise.all([
    c.var.api(mattersContract).list({ page, size: PAGE_SIZE }),
    c.var.api(appointmentsContract).list({ state: ["held", "booked", "checkedIn"], size: 20 }),
  ]);
  personal(c);
  return c.html(
    <MyPage
      frame={frameOf(c)}
      now={c.var.platform.clock()}
      matters={matters.items}
      total={matters.total}
      page={page}
      pages={Math.ceil(matters.total / PAGE_SIZE)}
      appointments={appointments.items}
      consultations={await consultationsOf(c, matters.items)}
    />,
  );
}

/** A resident reaches consultations through his matters only; one that is merely registered has none. */
async function consultationsOf(c: PortalContext, matters: readonly MatterRow[]): Promise<Consultation[]> {
  const heard = matters.filter((matter) => matter.state !== "open");
  const lists = await Promise.all(
    heard.map(({ id }) => c.var.api(consultationsContract).list({ matterId: id, size: 10 })),
  );
  return lists.flatMap(({ items }) => items);
}

/** The sheet within the caller's reach: the person himself, who wrote it, the clinic. Others get 404. */
async function readSheet(c: PortalContext) {
  const id = c.req.param("id") ?? "";
  if (!Id.safeParse(id).success) throw new NotFound();
  return await c.var.api(consultationsContract).getSheet({ id });
}

async function sheet(c: PortalContext): Promise<Response> {
  const away = c.var.caller.kind === "anonymous" ? needsResident(c) : undefined;
  if (away) return away;
  const found = await readSheet(c);
  const { pack, publicUrl } = c.var.platform;
  personal(c);
  return c.html(
    <SheetPage
      frame={frameOf(c)}
      bureau={pack.bureau}
      hotline={pack.hotline.number}
      sheet={found}
      own={c.var.caller.kind === "resident"}
      qr={await qrSvg(`${publicUrl}/verify?number=${encodeURIComponent(found.number)}`)}
    />,
  );
}

async function download(c: PortalContext): Promise<Response> {
  const away = c.var.caller.kind === "anonymous" ? needsResident(c) : undefined;
  if (away) return away;
  const found = await readSheet(c);
  const { pack } = c.var.platform;
  const file = await sheetDocx(found, { bureau: pack.bureau, hotline: pack.hotline.number });
  personal(c);
  c.header("Content-Type", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  c.header(
    "Content-Disposition",
    `attachment; filename="sheet.docx"; filename*=UTF-8''${encodeURIComponent(`法律建议书-${found.number}.docx`)}`,
  );
  return c.body(new Uint8Array(file));
}

async function verifyPage(c: PortalContext): Promise<Response> {
  const kept = keptSealed(c, cookie);
  const number = (c.req.query("number") ?? "").slice(0, 40);
  if (!kept || (number && number !== kept.number)) return askCode(c, number, "");
  keepSealed(c, cookie, undefined);
  personal(c);
  const found = await c.var
    .api(consultationsContract)
    .verifySheet({ number: kept.number ?? "", code: kept.code ?? "" });
  return c.html(<VerifiedPage frame={{ ...frameOf(c), path: "/verify" }} found={found} />);
}

function askCode(c: PortalContext, number: string, code: string, errors?: FieldError[]) {
  return c.html(
    <VerifyPage frame={{ ...frameOf(c), path: "/verify" }} number={number} code={code} errors={errors} />,
    errors ? 400 : 200,
  );
}

async function verify(c: PortalContext): Promise<Response> {
  const { number = "", code = "" } = await formOf(c);
  try {
    const found = await c.var.api(consultationsContract).verifySheet({ number, code });
    keepSealed(c, cookie, { number: found.number, code }, 120);
    return c.redirect("/verify", 303);
  } catch (error) {
    const words = {
      refusals,
      refusalField: { SHEET_NOT_FOUND: "number" },
      fields: { number: "请写右上角的编号", code: "请写右下角的查验码" },
    };
    return askCode(c, number, code, fieldErrors(error, words));
  }
}
