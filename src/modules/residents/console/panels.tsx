import { useEffect, useRef, useState } from "react";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Facts } from "../../../ui/console/page.tsx";
import { Status } from "../../../ui/console/status.tsx";
import { type Resident, residentsContract } from "../contract.ts";
import { groupLabels, needLabels } from "../labels.ts";
import "./residents.css";

const api = client(residentsContract);

export const residentTitle = (resident: Pick<Resident, "name">): string => resident.name ?? "未留姓名";

/** 妇女、农民工 */
export const groupText = (groups: readonly Resident["groups"][number][]): string =>
  groups.map((group) => groupLabels[group]).join("、");

/** What is known of one person, as the server shows it to this caller. */
export function ResidentFacts({ resident }: { resident: Resident }) {
  return (
    <Facts
      items={[
        ["姓名", resident.name ?? (resident.identityRefused ? "不愿提供" : "没有留")],
        [
          "手机",
          resident.phone && (
            <>
              {resident.phone} {resident.phoneVerified && <Status tone="good">本人用它登录过</Status>}
            </>
          ),
        ],
        ["身份证号", resident.idNumber],
        ["住址", resident.address],
        ["人群", groupText(resident.groups)],
        ["需要", resident.needs.map((need) => needLabels[need]).join("、")],
      ]}
    />
  );
}

/** Whether a typed number is worth a search: its last four digits, or a whole number. */
export const searchable = (phone: string): string | undefined => {
  const digits = phone.normalize("NFKC").replace(/\D/g, "");
  return digits.length === 4 || digits.length >= 7 ? digits : undefined;
};

/**
 * Those who were here before with this number. Every look is written down by the server, so it looks once a number,
 * when the field is left, and keeps what it found in this component only.
 */
export function KnownPeople({ phone, onUse }: { phone: string; onUse: (resident: Resident) => void }) {
  const [found, setFound] = useState<{ q: string; people: Resident[] }>({ q: "", people: [] });
  const asked = useRef("");
  const q = searchable(phone) ?? "";
  useEffect(() => {
    if (q === "" || asked.current === q) return;
    asked.current = q;
    api
      .search({ q, size: 3 })
      .then(({ items }) => setFound({ q, people: items }))
      .catch(() => setFound({ q, people: [] }));
  }, [q]);
  if (q === "" || found.q !== q || found.people.length === 0) return null;
  return (
    <div className="residents-known" role="status">
      <p>
        以前来过。先问一句：“用您上次登记的信息，可以吗？”<b>本人同意再沿用。</b>
      </p>
      {found.people.map((one) => (
        <div key={one.id}>
          <span>
            {residentTitle(one)}
            <small>{[one.phone, groupText(one.groups)].filter(Boolean).join(" · ")}</small>
          </span>
          <Button onClick={() => onUse(one)}>本人同意，沿用</Button>
        </div>
      ))}
    </div>
  );
}
