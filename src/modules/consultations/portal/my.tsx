/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import { civilDate, formatDate } from "../../../shared/civil-time.ts";
import { Button, ButtonLink, Card, EmptyState, State, Tag } from "../../../ui/portal/components.tsx";
import { Form } from "../../../ui/portal/forms.tsx";
import { type Frame, Page } from "../../../ui/portal/layout.tsx";
import { Pagination } from "../../../ui/portal/lists.tsx";
import type { Appointment } from "../../appointments/contract.ts";
import type { MatterRow } from "../../matters/contract.ts";
import { stateLabels } from "../../matters/labels.ts";
import { dateWords } from "../../rosters/labels.ts";
import type { Consultation } from "../contract.ts";

interface MyProps {
  frame: Frame;
  now: Date;
  matters: readonly MatterRow[];
  total: number;
  page: number;
  pages: number;
  appointments: readonly Appointment[];
  consultations: readonly Consultation[];
}

/** Everything of the person who is signed in: appointments first, because they have a time. */
export function MyPage({ frame, now, matters, total, page, pages, appointments, consultations }: MyProps) {
  return (
    <Page {...frame} title="我的事和预约" back={{ href: "/", label: "回到首页" }} noindex>
      <h1>我的事和预约</h1>
      {appointments.length ? <h2>预约</h2> : null}
      {appointments.map((appointment) => (
        <Card title={dateWords(appointment.startsAt, appointment.endsAt, now)}>
          <p>
            {appointment.clinicName} {appointment.room}
            {appointment.practitionerName ? `，找 ${appointment.practitionerName}` : ""}
          </p>
          <p class="muted">编号 {appointment.matterNumber}</p>
          <p>
            <a href={`/book/done/${appointment.id}`}>看预约卡</a>
          </p>
          <p>
            <a href={`/my/appointments/${appointment.id}`}>取消这个预约</a>
          </p>
        </Card>
      ))}
      <h2>{total ? `我的事（${total} 件）` : "我的事"}</h2>
      {matters.map((matter) => (
        <MatterCard
          matter={matter}
          now={now}
          sheets={consultations.filter((one) => one.matterId === matter.id && one.sheetId !== null)}
          booked={appointments.some((one) => one.matterId === matter.id)}
        />
      ))}
      {total === 0 ? (
        <EmptyState title="您还没有问过" icon="speech">
          <p>有事就说一说，不收钱，也不用身份证。</p>
          <ButtonLink href="/ask">说说您的问题</ButtonLink>
        </EmptyState>
      ) : null}
      <Pagination page={page} pages={pages} href={(to) => `/my?page=${to}`} />
      {total ? (
        <p>
          <a href="/ask">问一件新的事</a>
        </p>
      ) : null}
      <Form action="/sign-out" label="退出登录">
        <Button kind="plain">退出登录</Button>
      </Form>
      <p class="muted">用的是别人的手机、公用的电脑，看完请退出。</p>
    </Page>
  );
}

interface MatterProps {
  matter: MatterRow;
  now: Date;
  sheets: readonly Consultation[];
  booked: boolean;
}

function MatterCard({ matter, now, sheets, booked }: MatterProps) {
  const over = matter.state === "closed" || matter.state === "withdrawn";
  const clock = matter.nextClock;
  return (
    <Card title={matter.categoryLabel ?? "法律咨询"}>
      <State kind={over ? "closed" : matter.state === "open" ? "later" : "open"}>{stateLabels[matter.state]}</State>
      {matter.excerpt ? <p>“{matter.excerpt}”</p> : null}
      <p class="muted">
        编号 {matter.number}，{formatDate(civilDate(new Date(matter.openedAt)), civilDate(now))}，{matter.clinicName}
      </p>
      {clock && !over ? (
        <p>
          <Tag tone={clock.late ? "attention" : "info"}>{clock.name}</Tag> {clock.text}
        </p>
      ) : null}
      {sheets.map((sheet) => (
        <p>
          <a href={`/sheet/${sheet.sheetId}`}>看法律建议书</a>
        </p>
      ))}
      {over || booked ? null : (
        <Form action="/book/again" hidden={{ matter: matter.id }} label="约个时间">
          <Button kind="plain">为这件事约个时间</Button>
        </Form>
      )}
    </Card>
  );
}
