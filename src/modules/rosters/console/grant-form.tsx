import { useState } from "react";
import type { SentInputOf } from "../../../shared/contract.ts";
import { roleLabels } from "../../../shared/permissions.ts";
import { client } from "../../../ui/api.ts";
import { Form, type Values } from "../../../ui/console/form.tsx";
import type { SlotProps } from "../../../ui/console/routes.ts";
import { identityContract } from "../../identity/contract.ts";
import { refusals } from "../../identity/labels.ts";
import { areaField, useAreas } from "../../network/console/panels.tsx";
import { type Area, networkContract } from "../../network/contract.ts";
import { peopleField } from "../../practitioners/console/panels.tsx";
import type { Practitioner } from "../../practitioners/contract.ts";
import type { ClinicCard } from "../contract.ts";
import { clinicField } from "./panels.tsx";

const api = client(identityContract);
const network = client(networkContract);
type Give = Omit<SentInputOf<typeof identityContract.giveGrant>, "id">;

const rolesGiven = [
  "clerk",
  "practitioner",
  "proxy",
  "town",
  "district",
  "city",
  "systemAdmin",
  "securityAdmin",
  "auditAdmin",
] as const satisfies readonly Give["role"][];

const is =
  (...roles: Give["role"][]) =>
  (values: Values): boolean =>
    roles.some((role) => role === values.role);

/** On an account's panel: a role at a unit. Here, because it needs clinics and people, which accounts know nothing of. */
export function GrantForm({ id }: SlotProps) {
  const areas = useAreas();
  const [area, setArea] = useState<Area>();
  const [clinic, setClinic] = useState<ClinicCard>();
  const [person, setPerson] = useState<Practitioner>();
  const give = async (values: Values) => {
    const role = rolesGiven.find((one) => one === values.role) ?? "clerk";
    if (role === "clerk" && clinic) {
      const { path } = await network.getClinic({ id: clinic.id });
      return api.giveGrant({ id, role, unitPath: path, unitName: clinic.name, clinicId: clinic.id });
    }
    if (role === "practitioner" && person)
      return api.giveGrant({
        id,
        role,
        unitPath: person.unitPath,
        unitName: person.employer,
        practitionerId: person.id,
      });
    const city = areas.find((one) => one.tier === "city");
    const unit = ["proxy", "town", "district"].includes(role) ? area : city;
    return api.giveGrant({ id, role, unitPath: unit?.path ?? "", unitName: unit?.name ?? "" });
  };
  const unit = { label: "单位", required: true, onPick: setArea } as const;
  return (
    <Form
      fields={[
        {
          name: "role",
          label: "身份",
          kind: "select",
          required: true,
          options: rolesGiven.map((value) => ({ value, label: roleLabels[value] })),
          hint: "三员（系统、安全、审计管理员）只能单独担任，不能再有别的身份。",
        },
        clinicField({ name: "clinicId", label: "门诊", required: true, onPick: setClinic, when: is("clerk") }),
        peopleField({
          name: "practitionerId",
          label: "名册里的人",
          required: true,
          single: true,
          onPick: setPerson,
          when: is("practitioner"),
          hint: "先在“人员”里登记，这里才找得到。",
        }),
        areaField({ ...unit, name: "village", tiers: ["village"], when: is("proxy"), hint: "输入村、社区的名字" }),
        areaField({ ...unit, name: "town", tiers: ["town"], when: is("town") }),
        areaField({ ...unit, name: "district", tiers: ["district"], when: is("district") }),
      ]}
      submitLabel="授予这个身份"
      done="已授予，下次登录就能用。"
      refusals={refusals}
      invalidate={[["identity"]]}
      submit={give}
    />
  );
}
