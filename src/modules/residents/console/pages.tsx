import { useState } from "react";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Failed, Waiting } from "../../../ui/console/empty.tsx";
import { Form } from "../../../ui/console/form.tsx";
import { useRouteParam } from "../../../ui/console/go.tsx";
import { Page, Section } from "../../../ui/console/page.tsx";
import { useApi } from "../../../ui/console/query.ts";
import { useCan } from "../../../ui/console/session.tsx";
import { Slot } from "../../../ui/console/slots.tsx";
import { type Resident, type ResidentInput, residentsContract } from "../contract.ts";
import { groupLabels, needLabels, refusals } from "../labels.ts";
import { ResidentFacts, residentTitle } from "./panels.tsx";

const api = client(residentsContract);
const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

/** One person: what is known, putting it right, and what higher modules know of him. */
export function ResidentPage() {
  const id = useRouteParam("id");
  const { data, error, refetch } = useApi(["residents", "get", id], () => api.get({ id }));
  const [correcting, setCorrecting] = useState(false);
  const mayCorrect = useCan("matter:work");
  if (error)
    return (
      <Page title="来访人">
        <Failed error={error} retry={refetch} />
      </Page>
    );
  if (!data) return <Waiting lines={6} />;
  const last4 = data.phone?.replace(/\D/g, "").slice(-4);
  return (
    <Page
      title={residentTitle(data)}
      lead={data.masked ? "您看到的是遮挡过的信息。" : undefined}
      narrow
      action={last4?.length === 4 && <Button href={`/matters?q=${last4}`}>找这个号码的事项</Button>}
    >
      <Section
        title="登记的信息"
        extra={
          mayCorrect &&
          !data.masked &&
          !correcting && (
            <Button kind="quiet" icon="edit" onClick={() => setCorrecting(true)}>
              更正
            </Button>
          )
        }
      >
        {correcting ? (
          <Correct resident={data} close={() => setCorrecting(false)} />
        ) : (
          <ResidentFacts resident={data} />
        )}
      </Section>
      <Slot name="resident" id={id} can={[]} />
    </Page>
  );
}

function Correct({ resident, close }: { resident: Resident; close: () => void }) {
  const { id, name, phone, idNumber, address, groups, needs, phoneVerified } = resident;
  return (
    <Form
      submitLabel="保存更正"
      done="已更正。"
      refusals={refusals}
      invalidate={[["residents"], ["matters"]]}
      initial={{ name, phone, idNumber, address, groups, needs }}
      // A field that was emptied is sent empty: that takes the value away.
      submit={(values) =>
        api.change({ id, name: "", phone: "", idNumber: "", address: "", ...(values as ResidentInput) })
      }
      onDone={close}
      onCancel={close}
      fields={[
        { name: "name", label: "姓名", kind: "text", half: true, maxLength: 60 },
        {
          name: "phone",
          label: "手机",
          kind: "phone",
          half: true,
          disabled: phoneVerified,
          hint: phoneVerified ? "本人用这个号码登录过，只有本人能换。" : undefined,
        },
        { name: "idNumber", label: "身份证号", kind: "text", half: true, maxLength: 20 },
        { name: "address", label: "住址", kind: "text", half: true, maxLength: 120 },
        { name: "groups", label: "人群", kind: "many", options: options(groupLabels) },
        { name: "needs", label: "需要的帮助", kind: "many", options: options(needLabels) },
      ]}
    />
  );
}
