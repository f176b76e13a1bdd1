/** @jsxImportSource hono/jsx */
import type { Hono } from "hono";
import type { PortalEnv } from "../../../platform/module.ts";
import {
  fieldErrors,
  frameOf,
  NotFound,
  needsResident,
  type PortalContext,
  personal,
} from "../../../platform/portal.ts";
import { Id } from "../../../shared/contract.ts";
import { Actions, Button, ButtonLink, Notice } from "../../../ui/portal/components.tsx";
import { ErrorSummary, type FieldError, Form } from "../../../ui/portal/forms.tsx";
import { type Frame, Page } from "../../../ui/portal/layout.tsx";
import { SummaryList } from "../../../ui/portal/lists.tsx";
import { dateWords } from "../../rosters/labels.ts";
import { type Appointment, appointmentsContract } from "../contract.ts";
import { refusals, stateLabels } from "../labels.ts";

/** Cancelling: by the link that booking gave, or signed in. GET shows, POST cancels; twice is no error. */
export function cancelRoutes(router: Hono<PortalEnv>): void {
  router.get("/cancel/:token", (c) => show(c, byToken(c)));
  router.post("/cancel/:token", async (c) => cancel(c, byToken(c)));
  router.get("/my/appointments/:id", async (c) => needsResident(c) ?? (await show(c, byId(c))));
  router.post("/my/appointments/:id", async (c) => needsResident(c) ?? (await cancel(c, byId(c))));
}

interface Way {
  path: string;
  get: () => Promise<Appointment>;
  cancel: () => Promise<Appointment>;
}

function byToken(c: PortalContext): Way {
  const token = c.req.param("token") ?? "";
  if (!/^[\w-]{10,60}$/.test(token)) throw new NotFound();
  const api = c.var.api(appointmentsContract);
  return {
    path: `/cancel/${token}`,
    get: () => api.getByToken({ token }),
    cancel: () => api.cancelByToken({ token }),
  };
}

function byId(c: PortalContext): Way {
  const id = c.req.param("id") ?? "";
  if (!Id.safeParse(id).success) throw new NotFound();
  const api = c.var.api(appointmentsContract);
  return { path: `/my/appointments/${id}`, get: () => api.get({ id }), cancel: () => api.cancel({ id }) };
}

async function show(c: PortalContext, way: Way, errors?: FieldError[]): Promise<Response> {
  const appointment = await way.get();
  personal(c);
  return c.html(
    <CancelPage
      frame={frameOf(c)}
      now={c.var.platform.clock()}
      appointment={appointment}
      action={way.path}
      signedIn={c.var.caller.kind === "resident"}
      errors={errors}
    />,
    errors ? 409 : 200,
  );
}

async function cancel(c: PortalContext, way: Way): Promise<Response> {
  try {
    await way.cancel();
  } catch (error) {
    return await show(c, way, fieldErrors(error, { refusals }));
  }
  return c.redirect(way.path, 303);
}

interface CancelProps {
  frame: Frame;
  now: Date;
  appointment: Appointment;
  action: string;
  signedIn: boolean;
  errors?: readonly FieldError[];
}

function CancelPage({ frame, now, appointment, action, signedIn, errors }: CancelProps) {
  const standing = appointment.state === "booked" || appointment.state === "held";
  const cancelled = appointment.state === "cancelled" || appointment.state === "expired";
  const title = standing ? "要取消这个预约吗？" : cancelled ? "预约已经取消了" : "这个预约";
  return (
    <Page
      {...frame}
      title={title}
      back={signedIn ? { href: "/my", label: "我的事和预约" } : { href: "/", label: "回到首页" }}
      error={Boolean(errors?.length)}
      noindex
    >
      <ErrorSummary errors={errors} />
      <h1>{title}</h1>
      {cancelled ? (
        <Notice kind="good" title="位子让出来了">
          <p>
            {appointment.cancelReason ? `原因：${appointment.cancelReason}。` : ""}
            您的问题还在，编号不变，随时可以再约。
          </p>
        </Notice>
      ) : null}
      <SummaryList
        rows={[
          { label: "编号", value: appointment.matterNumber },
          { label: "时间", value: dateWords(appointment.startsAt, appointment.endsAt, now) },
          { label: "地点", value: `${appointment.clinicName} ${appointment.room}` },
          { label: "找谁", value: appointment.practitionerName ?? "当天坐诊的法律服务人员" },
          { label: "现在", value: stateLabels[appointment.state] },
        ]}
      />
      {standing ? (
        <Form action={action}>
          <Actions>
            <Button kind="danger" busy="正在取消，请稍等">
              取消这个预约
            </Button>
            <ButtonLink kind="plain" href={signedIn ? "/my" : "/"}>
              不取消，留着
            </ButtonLink>
          </Actions>
        </Form>
      ) : null}
      {cancelled ? (
        <Form action="/book/again" hidden={{ matter: appointment.matterId }}>
          <Button>换个时间再约</Button>
        </Form>
      ) : null}
    </Page>
  );
}
