import { useState } from "react";
import { addDays, civilDate, civilTime, instantOf, weekdayOf } from "../../../shared/civil-time.ts";
import type { SentInputOf } from "../../../shared/contract.ts";
import { client } from "../../../ui/api.ts";
import { Empty, Failed, Waiting } from "../../../ui/console/empty.tsx";
import { type Field, Form, type Values } from "../../../ui/console/form.tsx";
import { useGo, useRouteParam, useUrlSearch } from "../../../ui/console/go.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { useClinic } from "../../network/console/panels.tsx";
import { peopleField } from "../../practitioners/console/panels.tsx";
import {
  rostersContract,
  type ServiceForm,
  type Session,
  serviceForms,
  type TimeType,
  timeTypes,
} from "../contract.ts";
import { formLabels, refusals, timeTypeLabels } from "../labels.ts";
import { clinicField, useStartClinic } from "./panels.tsx";
import { useSessionOf } from "./session-view.tsx";

const api = client(rostersContract);
type Plan = Omit<SentInputOf<typeof rostersContract.createSession>, "clinicId">;

export const options = <T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, label: labels[value] }));

/** Where it is not the clinic's own room. */
const elsewhere: readonly unknown[] = ["eventClinic", "outcall", "homeRound", "jointConsultation"];

/** What two forms ask alike: the plan of one session and of a weekly pattern. */
export const formFields: readonly Field[] = [
  {
    name: "form",
    label: "服务形式",
    kind: "select",
    required: true,
    half: true,
    options: options(serviceForms, formLabels),
  },
  {
    name: "timeType",
    label: "时间类型",
    kind: "select",
    required: true,
    half: true,
    options: options(timeTypes, timeTypeLabels),
  },
];

export const roomField = (rooms: readonly string[]): Field =>
  rooms.length > 0
    ? {
        name: "room",
        label: "房间",
        kind: "select",
        required: true,
        half: true,
        hint: "叫号时念这个名字",
        options: rooms.map((room) => ({ value: room, label: room })),
      }
    : { name: "room", label: "房间", kind: "text", required: true, half: true, maxLength: 40 };

const capacityField: Field = {
  name: "capacity",
  label: "可预约的号",
  kind: "number",
  required: true,
  min: 0,
  max: 200,
  unit: "个",
  half: true,
  hint: "一人约 10 分钟；填 0 就是不约号",
};

export const planFields = (rooms: readonly string[]): Field[] => [
  ...formFields,
  { name: "date", label: "日期", kind: "date", required: true },
  { name: "starts", label: "从", kind: "time", required: true, half: true, hint: "例如 18:30" },
  { name: "ends", label: "到", kind: "time", required: true, half: true, hint: "早于开始时间的，算第二天。" },
  roomField(rooms),
  capacityField,
  {
    name: "place",
    label: "具体地点",
    kind: "text",
    maxLength: 120,
    when: (values) => elsewhere.includes(values.form),
    hint: "不在门诊里办时写明，例如：白鹭镇集市东门",
  },
];

function readPlan(values: Values): Plan {
  const date = String(values.date);
  const [starts, ends] = [String(values.starts), String(values.ends)];
  return {
    form: values.form as ServiceForm,
    timeType: values.timeType as TimeType,
    startsAt: instantOf(date, starts).toISOString(),
    endsAt: instantOf(ends > starts ? date : addDays(date, 1), ends).toISOString(),
    capacity: typeof values.capacity === "number" ? values.capacity : 0,
    room: String(values.room),
    ...(typeof values.place === "string" ? { place: values.place } : {}),
    practitionerIds: Array.isArray(values.practitionerIds) ? (values.practitionerIds as string[]) : [],
  };
}

/** What a session at this time is usually called. */
const usualTime = (date: string): TimeType => (weekdayOf(date) >= 6 ? "weekend" : "regular");

export function NewSessionPage() {
  const [search] = useUrlSearch();
  const go = useGo();
  const start = useStartClinic();
  const first = search.clinicId ?? start?.id;
  const [picked, setPicked] = useState<string>();
  const clinic = useClinic(picked ?? first ?? "");
  if (!first || (!clinic.data && !clinic.error)) return <Waiting lines={8} />;
  const rooms = clinic.data?.rooms ?? [];
  const date = search.date ?? addDays(civilDate(new Date()), 1);
  return (
    <Page
      title="安排坐诊"
      back={{ href: `/sessions/week?clinicId=${first}`, label: "一周安排" }}
      narrow
      lead="先存成草稿，看过没错再发布。发布以后群众才看得到。"
    >
      <Form<Session>
        initial={{
          clinicId: first,
          form: "lawyerSitIn",
          timeType: usualTime(date),
          date,
          starts: "09:00",
          ends: "11:30",
          capacity: 12,
          room: rooms[0],
        }}
        fields={[
          clinicField({
            name: "clinicId",
            label: "门诊",
            required: true,
            known: clinic.data ? [clinic.data] : [],
            onPick: (card) => setPicked(card?.id),
          }),
          ...planFields(rooms),
          peopleField({ name: "practitionerIds", label: "坐诊的人", hint: "可以先空着；没有人不能发布。" }),
        ]}
        submitLabel="存成草稿"
        done="草稿已存，看过没错就发布。"
        refusals={refusals}
        invalidate={[["rosters"]]}
        submit={(values) => api.createSession({ clinicId: String(values.clinicId), ...readPlan(values) })}
        onDone={(session) => go(`/sessions/${session.id}`)}
        onCancel={() => go("/sessions")}
      />
    </Page>
  );
}

export function EditSessionPage() {
  const id = useRouteParam("id");
  const go = useGo();
  const { data: session, error, refetch } = useSessionOf(id);
  const clinic = useClinic(session?.clinicId ?? "");
  if (error) return <Failed error={error} retry={refetch} refusals={refusals} />;
  if (!session || (!clinic.data && !clinic.error)) return <Waiting lines={8} />;
  const back = { href: `/sessions/${id}`, label: "这场坐诊" };
  if (!session.can.includes("change"))
    return (
      <Page title="修改坐诊" back={back}>
        <Empty title="这场坐诊现在不能改">它已经取消，或者不归您的单位排。</Empty>
      </Page>
    );
  const startsAt = new Date(session.startsAt);
  const taken = session.capacity - session.free;
  const rooms = clinic.data?.rooms ?? [];
  return (
    <Page
      title={`修改坐诊：${session.clinicName}`}
      back={back}
      narrow
      lead={
        taken > 0 && session.state === "published"
          ? `已经约出 ${taken} 个号。改了时间，约好的人会收到通知。`
          : undefined
      }
    >
      <Form<Session>
        initial={{
          form: session.form,
          timeType: session.timeType,
          date: civilDate(startsAt),
          starts: civilTime(startsAt),
          ends: civilTime(new Date(session.endsAt)),
          capacity: session.capacity,
          room: session.room,
          place: session.place ?? undefined,
          practitionerIds: session.duty.map((person) => person.practitionerId),
        }}
        fields={[
          ...planFields(rooms.includes(session.room) ? rooms : [session.room, ...rooms]),
          peopleField({
            name: "practitionerIds",
            label: "坐诊的人",
            known: session.duty.map((person) => ({ ...person, id: person.practitionerId })),
          }),
        ]}
        submitLabel="保存修改"
        done="已保存。"
        refusals={refusals}
        invalidate={[["rosters"], ["appointments"]]}
        submit={(values) => api.changeSession({ id, ...readPlan(values) })}
        onDone={() => go(`/sessions/${id}`)}
        onCancel={() => go(`/sessions/${id}`)}
      />
    </Page>
  );
}
