/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import { raw } from "hono/html";
import { formatTime } from "../../../shared/civil-time.ts";
import type { Pack } from "../../../shared/pack.ts";
import { SlotPicker } from "../../../ui/portal/choices.tsx";
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Details,
  EmptyState,
  IconList,
  Notice,
  PrintButton,
  ShareButton,
  State,
  Tag,
} from "../../../ui/portal/components.tsx";
import { Form } from "../../../ui/portal/forms.tsx";
import type { IconName } from "../../../ui/portal/icons.tsx";
import { type Frame, Page } from "../../../ui/portal/layout.tsx";
import type { Clinic } from "../../network/contract.ts";
import type { ClinicCard, Session } from "../contract.ts";
import { dayWords, dutyWords, formLabels, openWords, timeTypeLabels } from "../labels.ts";
import { goodAtOf, professionOf } from "./cards.tsx";

interface ClinicProps {
  frame: Frame;
  pack: Pack;
  now: Date;
  clinic: Clinic;
  /** What the search says of it; missing when the clinic does not run. */
  card: ClinicCard | undefined;
  sessions: readonly Session[];
  /** Inline SVG of the page's own address. */
  qr: string;
}

/** Times offered at once; the rest is one link away. */
const SHOWN = 6;

const accessIcon = (fact: string): IconName =>
  /坡道|轮椅/.test(fact) ? "ramp" : /电梯/.test(fact) ? "lift" : /手语|听|助听/.test(fact) ? "sign" : "check";

/** One clinic: a card to share, to print, to hang on the door. */
export function ClinicPage(props: ClinicProps) {
  const { frame, pack, now, clinic, card, sessions, qr } = props;
  const state = card ? openWords(card, now) : undefined;
  const bookable = sessions.filter(
    (session) => session.capacity > 0 && pack.forms.find((form) => form.code === session.form)?.bookable,
  );
  return (
    <Page {...frame} title={clinic.name} back={{ href: "/clinics", label: "别的门诊" }}>
      <h1>{clinic.name}</h1>
      {state ? <State kind={state.kind}>{state.text}</State> : null}
      {clinic.state === "running" ? null : (
        <Notice kind="attention" title="这里暂时不开">
          <p>
            {clinic.pauseReason ? `${clinic.pauseReason}。` : ""}
            <a href="/clinics">看看别的门诊</a>，或者打 {pack.hotline.number}。
          </p>
        </Notice>
      )}
      <Place clinic={clinic} />
      {sessions.length ? null : (
        <EmptyState title="最近两个星期还没有排班" icon="calendar">
          <p>先说说您的问题，我们在网上答复您；或者打 {pack.hotline.number}。</p>
          <ButtonLink kind="plain" href="/ask">
            说说您的问题
          </ButtonLink>
        </EmptyState>
      )}
      {bookable.length ? (
        <>
          <Form action="/book/times" hidden={{ clinic: clinic.id }}>
            <SlotPicker
              name="session"
              label="哪个时间来？"
              hint="不约也能来。约了，位子给您留着。"
              days={daysOf(bookable.slice(0, SHOWN), pack, now)}
            />
            <Button>预约这个时间</Button>
          </Form>
          {bookable.length > SHOWN ? (
            <p class="after">
              <a href={`/book/times?clinic=${clinic.id}`}>看两个星期里能约的全部时间</a>
            </p>
          ) : null}
        </>
      ) : null}
      {sessions.length ? <Roster sessions={sessions} pack={pack} now={now} /> : null}
      <h2>能办什么</h2>
      <p>{clinic.lines.map((line) => pack.serviceLines.find((row) => row.code === line)?.label ?? line).join("、")}</p>
      <p class="muted">{pack.texts.freeOfCharge}</p>
      <Card title="转给家里人">
        <div class="qr" role="img" aria-label="这一页的二维码">
          {raw(qr)}
        </div>
        <p class="muted">扫一扫，打开这一页。</p>
        <Actions>
          <ShareButton title={clinic.name} />
          <PrintButton />
        </Actions>
      </Card>
    </Page>
  );
}

/** Who is there on the next fourteen days, day by day: what hangs on the door. */
function Roster({ sessions, pack, now }: { sessions: readonly Session[]; pack: Pack; now: Date }) {
  const here = sessions.filter((session) => session.form !== "onlineTriage");
  return (
    <Details summary="两个星期的排班">
      {[...Map.groupBy(here, (session) => dayWords(session.startsAt, now))].map(([day, list]) => (
        <>
          <h3>{day}</h3>
          <ul>
            {list.map((session) => (
              <li>
                {timeOf(session)} {formLabels[session.form]}
                {session.place ? `，在${session.place}` : ""}，
                {dutyWords(session.duty, professionOf(pack)) || "到时候公布"}，{seatWords(session, pack)}
              </li>
            ))}
          </ul>
        </>
      ))}
    </Details>
  );
}

const timeOf = (session: Session) =>
  `${formatTime(new Date(session.startsAt))}–${formatTime(new Date(session.endsAt))}`;

function seatWords(session: Session, pack: Pack): string {
  const form = pack.forms.find((row) => row.code === session.form);
  if (!form?.bookable || session.capacity === 0) return form?.walkIn ? "先到先问" : "由门诊安排";
  return session.free > 0 ? `还有 ${session.free} 个位子` : "约满了";
}

/** Sessions as choices by day. */
function daysOf(sessions: readonly Session[], pack: Pack, now: Date) {
  return [...Map.groupBy(sessions, (session) => dayWords(session.startsAt, now))].map(([label, list]) => ({
    label,
    slots: list.map((session) => ({
      value: session.id,
      time: timeOf(session),
      who: dutyWords(
        session.duty.map((person) => ({ ...person, goodAt: goodAtOf(pack, person.goodAt) })),
        professionOf(pack),
      ),
      seats: session.free,
      note: session.timeType === "regular" ? undefined : timeTypeLabels[session.timeType],
    })),
  }));
}

function Place({ clinic }: { clinic: Clinic }) {
  return (
    <Card>
      <IconList
        items={[
          {
            icon: "place",
            text: (
              <>
                {clinic.placeNames.join(" › ")}
                <br />
                {clinic.address.replace(/（演示数据）$/, "")}{" "}
                {clinic.contactIsDemo ? <Tag tone="quiet">演示数据</Tag> : null}
              </>
            ),
          },
          { icon: "home", text: `设在${clinic.host}里，到了问“法律门诊”` },
          {
            icon: "phone",
            text: clinic.contactIsDemo ? (
              `${clinic.phone}（演示数据，打不通）`
            ) : (
              <a href={`tel:${clinic.phone}`}>{clinic.phone}</a>
            ),
          },
          ...clinic.access.map((fact) => ({ icon: accessIcon(fact), text: fact })),
          ...(clinic.dialects.length ? [{ icon: "speech" as const, text: `会说${clinic.dialects.join("、")}` }] : []),
        ]}
      />
    </Card>
  );
}
