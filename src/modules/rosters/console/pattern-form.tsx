import { useState } from "react";
import { addDays, civilDate } from "../../../shared/civil-time.ts";
import type { SentInputOf } from "../../../shared/contract.ts";
import { type Client, client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Waiting } from "../../../ui/console/empty.tsx";
import { Form } from "../../../ui/console/form.tsx";
import { useGo, useUrlSearch } from "../../../ui/console/go.tsx";
import { Facts, Page } from "../../../ui/console/page.tsx";
import { useClinic } from "../../network/console/panels.tsx";
import { peopleField } from "../../practitioners/console/panels.tsx";
import { rostersContract, type ServiceForm, type SessionPattern, type TimeType } from "../contract.ts";
import { refusals, weekdayLabels } from "../labels.ts";
import { PUBLISH_DAYS } from "../rules.ts";
import { clinicField, useStartClinic } from "./panels.tsx";
import { formFields, roomField } from "./session-form.tsx";

const api = client(rostersContract);
type Pattern = SentInputOf<typeof rostersContract.savePattern>;
type Published = Awaited<ReturnType<Client<typeof rostersContract>["publishFromPatterns"]>>;

export function NewPatternPage() {
  const [search] = useUrlSearch();
  const go = useGo();
  const start = useStartClinic();
  const first = search.clinicId ?? start?.id;
  const [picked, setPicked] = useState<string>();
  const clinic = useClinic(picked ?? first ?? "");
  if (!first || (!clinic.data && !clinic.error)) return <Waiting lines={8} />;
  const rooms = clinic.data?.rooms ?? [];
  return (
    <Page title="新增每周安排" back={{ href: "/patterns", label: "每周固定安排" }} narrow>
      <Form<SessionPattern>
        initial={{
          clinicId: first,
          form: "lawyerSitIn",
          timeType: "regular",
          weekday: "2",
          nthWeek: "",
          starts: "09:00",
          ends: "11:30",
          capacity: 12,
          room: rooms[0],
          validFrom: civilDate(new Date()),
        }}
        fields={[
          clinicField({
            name: "clinicId",
            label: "门诊",
            required: true,
            known: clinic.data ? [clinic.data] : [],
            onPick: (card) => setPicked(card?.id),
          }),
          ...formFields,
          {
            name: "weekday",
            label: "星期几",
            kind: "choice",
            required: true,
            options: weekdayLabels.map((label, n) => ({ value: String(n + 1), label })),
          },
          {
            name: "nthWeek",
            label: "每周都有，还是每月一次",
            kind: "select",
            options: [1, 2, 3, 4, 5].map((n) => ({ value: String(n), label: `每月第 ${n} 个` })),
            hint: "空着就是每周都有。",
          },
          { name: "starts", label: "从", kind: "time", required: true, half: true },
          {
            name: "ends",
            label: "到",
            kind: "time",
            required: true,
            half: true,
            check: (value, values) =>
              String(value) > String(values.starts) ? undefined : "结束要晚于开始，跨零点的请一场一场安排",
          },
          roomField(rooms),
          {
            name: "capacity",
            label: "可预约的号",
            kind: "number",
            required: true,
            min: 0,
            max: 200,
            unit: "个",
            half: true,
            hint: "填 0 就是不约号",
          },
          peopleField({ name: "practitionerIds", label: "固定坐诊的人", hint: "发布时，谁那天在别处坐诊就不排谁。" }),
          { name: "validFrom", label: "从哪天起", kind: "date", required: true, half: true, hint: "这天起按它发布" },
          { name: "validTo", label: "到哪天止", kind: "date", half: true, hint: "空着就是一直有效。" },
        ]}
        submitLabel="保存每周安排"
        done="已保存。还要发布，才会变成一场一场的坐诊。"
        refusals={refusals}
        invalidate={[["rosters", "listPatterns"]]}
        submit={(values) => {
          const pattern: Pattern = {
            clinicId: String(values.clinicId),
            form: values.form as ServiceForm,
            timeType: values.timeType as TimeType,
            weekday: Number(values.weekday),
            nthWeek: values.nthWeek === undefined ? null : Number(values.nthWeek),
            starts: String(values.starts),
            ends: String(values.ends),
            capacity: typeof values.capacity === "number" ? values.capacity : 0,
            room: String(values.room),
            practitionerIds: Array.isArray(values.practitionerIds) ? (values.practitionerIds as string[]) : [],
            validFrom: String(values.validFrom),
            validTo: typeof values.validTo === "string" ? values.validTo : null,
          };
          return api.savePattern(pattern);
        }}
        onDone={(pattern) => go(`/patterns?clinicId=${pattern.clinicId}`)}
        onCancel={() => go("/patterns")}
      />
    </Page>
  );
}

/** Makes sessions out of the weekly patterns, for one clinic or all within reach. Safe to repeat. */
export function PublishPage() {
  const [search] = useUrlSearch();
  const [result, setResult] = useState<Published>();
  const today = civilDate(new Date());
  const back = { href: "/patterns", label: "每周固定安排" };
  if (result)
    return (
      <Page
        title={result.created === 0 ? "没有新的坐诊要发布" : `发布了 ${result.created} 场坐诊`}
        back={back}
        narrow
        lead={result.created === 0 ? "这段时间的坐诊都已经发布过了。" : "群众现在能看到、能预约。"}
        action={
          <Button kind="primary" href="/sessions">
            看坐诊时段
          </Button>
        }
        extra={<Button onClick={() => setResult(undefined)}>再发布一段</Button>}
      >
        <Facts
          items={[
            ["新发布", `${result.created} 场`],
            ["跳过", `${result.skippedHolidays} 场，那天是法定节假日`],
            ["没排上", `${result.skippedBusy} 场，固定的人那时都在别处坐诊，要另外安排人`],
          ]}
        />
      </Page>
    );
  return (
    <Page
      title="按每周安排发布"
      back={back}
      narrow
      lead={`一次最多 ${PUBLISH_DAYS} 天。重复发布没有关系，已经有的不会再出一场。`}
    >
      <Form<Published>
        initial={{ clinicId: search.clinicId, from: addDays(today, 1), to: addDays(today, 31) }}
        fields={[
          clinicField({ name: "clinicId", label: "门诊", hint: "空着就是您管的全部门诊。" }),
          { name: "from", label: "从哪天", kind: "date", required: true, half: true },
          { name: "to", label: "到哪天", kind: "date", required: true, half: true },
        ]}
        submitLabel="发布坐诊"
        refusals={refusals}
        invalidate={[["rosters"], ["dashboards"]]}
        submit={(values) =>
          api.publishFromPatterns({
            clinicId: typeof values.clinicId === "string" ? values.clinicId : undefined,
            from: String(values.from),
            to: String(values.to),
          })
        }
        onDone={setResult}
      />
    </Page>
  );
}
