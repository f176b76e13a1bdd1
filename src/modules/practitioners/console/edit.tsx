import type { SentInputOf } from "../../../shared/contract.ts";
import { client } from "../../../ui/api.ts";
import { Empty, Failed, Waiting } from "../../../ui/console/empty.tsx";
import { type Field, Form, type Values } from "../../../ui/console/form.tsx";
import { useGo, useRouteParam } from "../../../ui/console/go.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { areaField, useOwnArea } from "../../network/console/panels.tsx";
import { type Practitioner, type Profession, practitionersContract, professions } from "../contract.ts";
import { licenceLabels, moveLabels, professionLabels, refusals } from "../labels.ts";
import { isPublicServant, licenceOf } from "../rules.ts";
import { usePerson } from "./panels.tsx";

const api = client(practitionersContract);
type Register = SentInputOf<typeof practitionersContract.register>;

const joined = (words: readonly string[]): string => words.join("、");
const parts = (text: unknown): string[] =>
  typeof text === "string"
    ? text
        .split(/[、，,；;\n]+/)
        .map((one) => one.trim())
        .filter((one) => one !== "")
    : [];
const professionOf = (values: Values): Profession | undefined => professions.find((one) => one === values.profession);
const licenceFor = (values: Values) => {
  const profession = professionOf(values);
  return profession === undefined ? "none" : licenceOf(profession);
};

const own: readonly Field[] = [
  { name: "name", label: "姓名", kind: "text", required: true, maxLength: 40, half: true },
  {
    name: "profession",
    label: "职业",
    kind: "select",
    required: true,
    half: true,
    options: professions.map((value) => ({ value, label: professionLabels[value] })),
  },
  {
    name: "employer",
    label: "单位",
    kind: "text",
    required: true,
    maxLength: 80,
    hint: "律所、司法所、法院……公示时和姓名写在一起",
  },
  {
    name: "licenceNo",
    label: "执业证号",
    kind: "text",
    required: true,
    maxLength: 40,
    when: (values) => licenceFor(values) !== "none",
    hint: "律师、公证员、基层法律服务工作者要有执业证才能坐诊",
  },
  { name: "goodAt", label: "擅长", kind: "text", hint: "用顿号隔开，例如：劳动报酬、婚姻家庭。群众按这个找人。" },
  { name: "languages", label: "会说的话", kind: "text", hint: "例如：普通话、当地方言、手语" },
  { name: "phone", label: "电话", kind: "phone", hint: "加密保存，不公示；排班有变时联系" },
  {
    name: "publicServant",
    label: "是公职人员（不发补贴）",
    kind: "check-box",
    when: (values) => {
      const profession = professionOf(values);
      return profession === undefined || !isPublicServant(profession, false);
    },
  },
];

function read(values: Values): Omit<Register, "area"> {
  const profession = professionOf(values) ?? "lawyer";
  return {
    name: String(values.name),
    profession,
    licenceKind: licenceOf(profession),
    licenceNo: typeof values.licenceNo === "string" ? values.licenceNo : null,
    employer: String(values.employer),
    publicServant: isPublicServant(profession, values.publicServant === true),
    goodAt: parts(values.goodAt),
    languages: parts(values.languages),
    ...(typeof values.phone === "string" ? { phone: values.phone } : {}),
  };
}

export function NewPersonPage() {
  const go = useGo();
  const area = useOwnArea();
  if (!area) return <Waiting lines={8} />;
  return (
    <Page
      title="登记人员"
      back={{ href: "/people", label: "人员" }}
      narrow
      lead="登记以后就能排班。姓名、职业、单位、擅长会在门诊公示。"
    >
      <Form<Practitioner>
        initial={{ area: area.code, languages: "普通话" }}
        fields={[
          ...own,
          areaField({ name: "area", label: "归哪里管", required: true, hint: "他可以到这个地区里的任何门诊坐诊" }),
        ]}
        submitLabel="登记人员"
        done="已登记，可以排班了。"
        refusals={refusals}
        invalidate={[["practitioners"]]}
        submit={(values) => api.register({ ...read(values), area: String(values.area) })}
        onDone={(person) => go(`/people/${person.id}`)}
        onCancel={() => go("/people")}
      />
    </Page>
  );
}

export function EditPersonPage() {
  const id = useRouteParam("id");
  const go = useGo();
  const { data: one, error, refetch } = usePerson(id);
  if (error) return <Failed error={error} retry={refetch} />;
  if (!one) return <Waiting lines={8} />;
  const back = { href: `/people/${id}`, label: one.name };
  if (!one.can.includes("change"))
    return (
      <Page title={moveLabels.change} back={back}>
        <Empty title="您现在的身份不能改他的资料">他不归您的单位管。</Empty>
      </Page>
    );
  return (
    <Page
      title={`${moveLabels.change}：${one.name}`}
      back={back}
      narrow
      lead={one.licenceKind === "none" ? undefined : `现在登记的是${licenceLabels[one.licenceKind]}。`}
    >
      <Form<Practitioner>
        initial={{
          name: one.name,
          profession: one.profession,
          employer: one.employer,
          licenceNo: one.licenceNo ?? undefined,
          goodAt: joined(one.goodAt),
          languages: joined(one.languages),
          publicServant: one.publicServant,
        }}
        fields={own.map((field) =>
          field.name === "phone" ? { ...field, hint: "已登记的不显示。要换号码时再填，不填就不变。" } : field,
        )}
        submitLabel="保存资料"
        done="已保存。"
        refusals={refusals}
        invalidate={[["practitioners"], ["rosters"]]}
        submit={(values) => api.change({ id, ...read(values) })}
        onDone={() => go(`/people/${id}`)}
        onCancel={() => go(`/people/${id}`)}
      />
    </Page>
  );
}
