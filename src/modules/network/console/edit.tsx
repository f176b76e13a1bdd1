import type { SentInputOf } from "../../../shared/contract.ts";
import { client } from "../../../ui/api.ts";
import { Empty, Failed, Waiting } from "../../../ui/console/empty.tsx";
import { Form } from "../../../ui/console/form.tsx";
import { useGo, useRouteParam, useUrlSearch } from "../../../ui/console/go.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { networkContract } from "../contract.ts";
import { clinicMoves, refusals } from "../labels.ts";
import { useClinic } from "./panels.tsx";

const api = client(networkContract);
type Change = Omit<SentInputOf<typeof networkContract.changeClinic>, "id">;

const joined = (words: readonly string[]): string => words.join("、");
/** 坡道、电梯 → the parts; whatever people use between words. */
const parts = (text: unknown): string[] =>
  typeof text === "string"
    ? text
        .split(/[、，,；;\n]+/)
        .map((one) => one.trim())
        .filter((one) => one !== "")
    : [];

/** Public facts of a clinic, or the reason why it pauses (`?do=pause`). */
export function ClinicEditPage() {
  const id = useRouteParam("id");
  const [search] = useUrlSearch();
  const go = useGo();
  const { data: clinic, error, refetch } = useClinic(id);
  if (error) return <Failed error={error} retry={refetch} />;
  if (!clinic) return <Waiting lines={8} />;
  const back = { href: `/clinics/${id}`, label: clinic.name };
  const pausing = search.do === "pause";
  if (!clinic.can.includes(pausing ? "pause" : "change"))
    return (
      <Page title={clinicMoves.change} back={back}>
        <Empty title="您现在的身份不能改这个门诊">它不归您的单位管，或者已经是这个状态了。</Empty>
      </Page>
    );
  const form = {
    refusals,
    invalidate: [["network"], ["rosters", "listClinics"]],
    onDone: () => go(`/clinics/${id}`),
    onCancel: () => go(`/clinics/${id}`),
  };
  if (pausing)
    return (
      <Page
        title={`${clinicMoves.pause}：${clinic.name}`}
        back={back}
        narrow
        lead="公开页面会马上写明暂停和原因。已经发布的坐诊不会自动取消，请到“排班”里逐场取消，约好的人会收到通知。"
      >
        <Form
          {...form}
          fields={[
            {
              name: "pauseReason",
              label: "为什么暂停",
              kind: "text",
              required: true,
              maxLength: 100,
              hint: "群众会看到，例如：装修，3月15日起恢复，请先去柳溪街道门诊。",
            },
          ]}
          submitLabel="暂停开放"
          done="已暂停，公开页面已经写明。"
          submit={(values) => api.changeClinic({ id, state: "paused", pauseReason: String(values.pauseReason) })}
        />
      </Page>
    );
  return (
    <Page title={`${clinicMoves.change}：${clinic.name}`} back={back} narrow lead="群众在公开页面看到的就是这些。">
      <Form
        {...form}
        initial={{
          address: clinic.address,
          phone: clinic.phone,
          contactIsDemo: clinic.contactIsDemo,
          rooms: joined(clinic.rooms),
          access: joined(clinic.access),
          dialects: joined(clinic.dialects),
          signboardOn: clinic.signboardOn ?? undefined,
        }}
        fields={[
          {
            name: "address",
            label: "地址",
            kind: "text",
            required: true,
            maxLength: 120,
            hint: "写到楼层和房间，别人好找。",
          },
          { name: "phone", label: "电话", kind: "phone", required: true, half: true },
          { name: "signboardOn", label: "挂牌日期", kind: "date", half: true },
          { name: "contactIsDemo", label: "地址和电话是演示用的，还没有核实", kind: "check-box" },
          {
            name: "rooms",
            label: "咨询室",
            kind: "text",
            required: true,
            hint: "用顿号隔开，例如：一号咨询室、二号咨询室。叫号时念这个名字。",
          },
          { name: "access", label: "无障碍", kind: "text", hint: "例如：门口有坡道、有电梯、可约手语" },
          { name: "dialects", label: "能听懂的方言", kind: "text", hint: "例如：本地话、普通话" },
        ]}
        submitLabel="保存公示信息"
        done="已保存，公开页面已经更新。"
        submit={(values) => {
          const change: Change = {
            address: String(values.address),
            phone: String(values.phone),
            contactIsDemo: values.contactIsDemo === true,
            rooms: parts(values.rooms),
            access: parts(values.access),
            dialects: parts(values.dialects),
            signboardOn: typeof values.signboardOn === "string" ? values.signboardOn : null,
          };
          return api.changeClinic({ id, ...change });
        }}
      />
    </Page>
  );
}
