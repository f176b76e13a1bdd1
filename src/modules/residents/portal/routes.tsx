/** @jsxImportSource hono/jsx */
import type { Hono } from "hono";
import { writeSession } from "../../../platform/http.ts";
import type { PortalEnv } from "../../../platform/module.ts";
import {
  fieldErrors,
  formOf,
  frameOf,
  keepSealed,
  keptSealed,
  localAddress,
  type PortalContext,
  personal,
} from "../../../platform/portal.ts";
import { normalisePhone } from "../../../shared/phone.ts";
import type { FieldError } from "../../../ui/portal/forms.tsx";
import { identityContract } from "../../identity/contract.ts";
import { residentsContract } from "../contract.ts";
import { refusals } from "../labels.ts";
import { CodePage, PhonePage, PrivacyPage } from "./pages.tsx";

const cookie = "clinic_phone";
const CODE_SECONDS = 900;

/** A way to prove a phone: on its own, or as two questions of a booking. */
interface Way {
  phone: string;
  code: string;
  back: string;
  /** Where to go when it is proved. */
  next: (c: PortalContext) => string;
}

const ways: readonly Way[] = [
  {
    phone: "/sign-in",
    code: "/sign-in/code",
    back: "/",
    next: (c) => localAddress(keptSealed(c, cookie)?.to, "/my"),
  },
  { phone: "/book/phone", code: "/book/code", back: "/book/times", next: () => "/book/next" },
];

/** Signing in with a phone, signing out, and what becomes of what people tell. */
export function residentsPortal(router: Hono<PortalEnv>): void {
  for (const way of ways) {
    router.get(way.phone, (c) =>
      c.var.caller.kind === "resident" ? c.redirect(destination(c, way), 303) : phonePage(c, way),
    );
    router.post(way.phone, (c) => sendCode(c, way));
    router.get(way.code, (c) => (keptSealed(c, cookie) ? codePage(c, way) : c.redirect(way.phone, 303)));
    router.post(way.code, (c) => signIn(c, way));
  }
  router.post("/sign-out", signOut);
  router.get("/privacy", (c) =>
    c.html(
      <PrivacyPage
        frame={frameOf(c)}
        notice={c.var.platform.pack.texts.privacyNotice}
        back={localAddress(c.req.query("from"))}
      />,
    ),
  );
}

const destination = (c: PortalContext, way: Way) =>
  way.phone === "/sign-in" ? localAddress(c.req.query("to"), "/my") : way.next(c);

function phonePage(c: PortalContext, way: Way, typed?: string, errors?: FieldError[]): Response | Promise<Response> {
  personal(c);
  const booking = way.phone !== "/sign-in";
  return c.html(
    <PhonePage
      frame={{ ...frameOf(c), path: way.phone }}
      action={way.phone}
      back={way.back}
      booking={booking}
      to={booking ? undefined : localAddress(c.req.query("to"), "/my")}
      value={typed ?? keptSealed(c, cookie)?.phone ?? ""}
      errors={errors}
    />,
    errors ? 400 : 200,
  );
}

async function sendCode(c: PortalContext, way: Way): Promise<Response> {
  const form = await formOf(c);
  const phone = form.phone ?? "";
  try {
    const { demoCode = "" } = await c.var.api(residentsContract).requestCode({ phone });
    const to = localAddress(form.to, "/my");
    keepSealed(c, cookie, { phone: normalisePhone(phone) ?? phone, demoCode, to }, CODE_SECONDS);
    return c.redirect(way.code, 303);
  } catch (error) {
    const errors = fieldErrors(error, {
      refusals,
      refusalField: { PHONE_INVALID: "phone" },
      fields: { phone: phone.trim() === "" ? "请写一个手机号" : refusals.PHONE_INVALID },
    });
    return await phonePage(c, way, phone, errors);
  }
}

function codePage(c: PortalContext, way: Way, typed?: string, errors?: FieldError[]): Response | Promise<Response> {
  const kept = keptSealed(c, cookie);
  personal(c);
  return c.html(
    <CodePage
      frame={frameOf(c)}
      action={way.code}
      back={way.phone}
      phone={kept?.phone ?? ""}
      demoCode={kept?.demoCode || undefined}
      value={typed}
      errors={errors}
    />,
    errors ? 400 : 200,
  );
}

async function signIn(c: PortalContext, way: Way): Promise<Response> {
  const kept = keptSealed(c, cookie);
  const { code = "" } = await formOf(c);
  // Signed in by the first of two taps: the second goes on as well.
  if (!kept) return c.redirect(c.var.caller.kind === "resident" ? way.next(c) : way.phone, 303);
  try {
    await c.var.api(residentsContract).login({ phone: kept.phone ?? "", code });
  } catch (error) {
    const errors = fieldErrors(error, {
      refusals,
      refusalField: { CODE_WRONG: "code", CODE_EXPIRED: "code", PHONE_INVALID: "code" },
      fields: { code: "请填短信里的六位数字" },
    });
    return await codePage(c, way, code, errors);
  }
  const to = way.next(c);
  keepSealed(c, cookie, undefined);
  return c.redirect(to, 303);
}

async function signOut(c: PortalContext): Promise<Response> {
  if (c.var.caller.kind !== "anonymous") await c.var.api(identityContract).signOut({});
  writeSession(c, c.var.platform.publicUrl, null);
  return c.redirect("/", 303);
}
